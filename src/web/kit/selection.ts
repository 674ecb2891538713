import { useMemo, useState } from 'react'

/** Which rows a bulk act is for. `allMatching` means every row of the filter, also those not loaded. */
export interface Selection {
  ids: string[]
  allMatching: boolean
  count: number
}

export interface SelectionState extends Selection {
  has: (id: string) => boolean
  toggle: (id: string, withRange?: boolean) => void
  /** All rows shown, or none. */
  toggleShown: () => void
  selectMatching: () => void
  clear: () => void
}

/** The selection of a grid: single rows, a range with Shift, all shown, or all that match. */
export function useSelection(shown: readonly string[], total: number): SelectionState {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [allMatching, setAllMatching] = useState(false)
  const [anchor, setAnchor] = useState<string>()

  return useMemo(() => {
    const ids = shown.filter((id) => allMatching || chosen.has(id))
    const choose = (next: Iterable<string>) => {
      setAllMatching(false)
      setChosen(new Set(next))
    }
    return {
      ids,
      allMatching,
      count: allMatching ? total : ids.length,
      has: (id) => allMatching || chosen.has(id),
      toggle: (id, withRange = false) => {
        const from = anchor === undefined ? -1 : shown.indexOf(anchor)
        const to = shown.indexOf(id)
        setAnchor(id)
        if (withRange && from >= 0) {
          return choose([...ids, ...shown.slice(Math.min(from, to), Math.max(from, to) + 1)])
        }
        choose(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id])
      },
      toggleShown: () => choose(ids.length === shown.length ? [] : shown),
      selectMatching: () => setAllMatching(true),
      clear: () => choose([]),
    }
  }, [shown, total, chosen, allMatching, anchor])
}

import { useState } from 'react'
import { useCommand } from '#web/query.tsx'
import { reorderCatalogue } from '../contract.ts'

type Kind = 'category' | 'service' | 'staff'

/**
 * A list that can be put into another order: shown at once, saved behind, and taken back when that fails.
 * `ids` is the order of the server; a new one from there wins.
 */
export function useOrder(kind: Kind, ids: readonly string[]) {
  const server = ids.join()
  const [draft, setDraft] = useState<{ server: string; ids: string[] } | null>(null)
  const shown = draft && draft.server === server ? draft.ids : [...ids]
  const save = useCommand(reorderCatalogue)

  const moveTo = async (from: number, to: number) => {
    if (from === to || to < 0 || to >= shown.length) return
    const next = [...shown]
    next.splice(to, 0, ...next.splice(from, 1))
    setDraft({ server, ids: next })
    const result = await save({ kind, ids: next })
    if (!result.ok) setDraft(null)
  }
  return { ids: shown, moveTo }
}

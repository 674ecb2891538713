import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'

export interface Suggestion {
  key: string
  label: string
  words: string
  detail: string
  mark?: ReactNode
}

interface SuggestState {
  id: string
  at: number
  options: readonly Suggestion[]
  isOpen: boolean
  setAt: (at: number) => void
  /** Handles the key when the list is open; true when it did. */
  onKeyDown: (event: KeyboardEvent) => boolean
  /** What the field says of its list. */
  attributes: Record<string, string | boolean | undefined>
}

/** The list above the field while a slash or an at sign is being typed: arrows move, Enter or Tab take, Escape shuts. */
export function useSuggest(
  options: readonly Suggestion[] | null,
  onTake: (key: string) => void,
  resetOn: string,
) {
  const id = useId()
  const [at, setAt] = useState(0)
  const [shutFor, setShutFor] = useState<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another token begins at the top
  useEffect(() => setAt(0), [resetOn])
  const isOpen = options !== null && options.length > 0 && shutFor !== resetOn
  const shown = options ?? []
  const chosen = Math.min(at, shown.length - 1)
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!isOpen || event.nativeEvent.isComposing) return false
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const isTake = (event.key === 'Enter' || event.key === 'Tab') && !event.ctrlKey && !event.metaKey
    if (step) setAt((chosen + step + shown.length) % shown.length)
    else if (isTake) onTake(shown[chosen]!.key)
    else if (event.key === 'Escape') setShutFor(resetOn)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  const state: SuggestState = {
    id,
    at: chosen,
    options: shown,
    isOpen,
    setAt,
    onKeyDown,
    attributes: {
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': isOpen,
      'aria-controls': isOpen ? id : undefined,
      'aria-activedescendant': isOpen ? `${id}-${chosen}` : undefined,
    },
  }
  return state
}

export function SuggestList({
  state,
  label,
  onTake,
}: {
  state: SuggestState
  label: string
  onTake: (key: string) => void
}) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.querySelector(`[id="${state.id}-${state.at}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [state.at, state.id])
  if (!state.isOpen) return null
  return (
    <div ref={box} className="sugg" id={state.id} role="listbox" aria-label={label}>
      {state.options.map((option, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the field
        <div
          key={option.key}
          id={`${state.id}-${index}`}
          className="palette-i"
          role="option"
          aria-selected={index === state.at}
          onPointerMove={() => state.setAt(index)}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(option.key)}
        >
          {option.mark}
          <span className="m nw">{option.label}</span>
          <span className="muted t12 cut grow">{option.detail}</span>
        </div>
      ))}
    </div>
  )
}

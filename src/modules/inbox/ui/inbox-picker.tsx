import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Icon } from '#web/kit/icon.tsx'
import { placePopover } from '#web/kit/place-popover.ts'

export interface PickerOption {
  key: string
  label: string
  /** Muted, at the right. */
  detail?: string
  /** Before the label: a face, a colour. */
  mark?: ReactNode
  isOn?: boolean
  /** A heading above the first option of each group. */
  group?: string
}

interface PickerProps {
  title: string
  options: readonly PickerOption[]
  onPick: (key: string) => void
  onClose: () => void
  /** The button it belongs to; without one it stands in the middle, where the eyes are. */
  anchor?: HTMLElement | null
  /** Stays open; several may be on. */
  isMulti?: boolean
  /** Offers what was typed when no option is called so. */
  onCreate?: (text: string) => void
  isBusy?: boolean
  empty?: string
  foot?: ReactNode
}

/** A small list to choose from by typing: arrows move, Enter takes, Escape leaves. */
export function InboxPicker(props: PickerProps) {
  const { title, options, onPick, onClose, anchor, isMulti, onCreate, empty, foot } = props
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const shown = matching(options, query)
  const fresh = query.trim()
  const mayCreate = onCreate && fresh !== '' && !options.some(({ label }) => same(label, fresh))
  const count = shown.length + (mayCreate ? 1 : 0)
  usePopover(box, anchor, onClose)

  const take = (index: number) => {
    const option = shown[index]
    if (option) onPick(option.key)
    else if (mayCreate) onCreate(fresh)
    else return
    setQuery('')
    if (!isMulti) box.current?.hidePopover()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && count > 0) setAt((Math.min(at, count - 1) + step + count) % count)
    else if (event.key === 'Enter') take(Math.min(at, count - 1))
    else return
    event.preventDefault()
  }
  const chosen = Math.min(at, count - 1)
  return (
    <div ref={box} className="menu pickr" popover="auto" role="dialog" aria-label={title}>
      <input
        className="pickr-q"
        value={query}
        placeholder={title}
        aria-label={title}
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={count > 0 ? `${id}-${chosen}` : undefined}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setQuery(event.target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div
        className="pickr-list"
        id={`${id}-list`}
        role="listbox"
        aria-label={title}
        aria-multiselectable={isMulti}
      >
        {shown.map((option, index) => (
          <Option
            key={option.key}
            id={`${id}-${index}`}
            option={option}
            group={option.group !== shown[index - 1]?.group ? option.group : undefined}
            isAt={index === chosen}
            onHover={() => setAt(index)}
            onTake={() => take(index)}
          />
        ))}
        {mayCreate && (
          <Option
            id={`${id}-${shown.length}`}
            option={{ key: 'create', label: `Create “${fresh}”`, mark: <Icon name="plus" size={14} /> }}
            isAt={chosen === shown.length}
            onHover={() => setAt(shown.length)}
            onTake={() => take(shown.length)}
          />
        )}
      </div>
      {count === 0 && (
        <p className="menu-l" role="status">
          {props.isBusy
            ? 'Loading…'
            : query
              ? `Nothing called “${fresh}”`
              : (empty ?? 'Nothing to choose from')}
        </p>
      )}
      {foot}
    </div>
  )
}

interface OptionProps {
  id: string
  option: PickerOption
  group?: string | undefined
  isAt: boolean
  onHover: () => void
  onTake: () => void
}

function Option({ id, option, group, isAt, onHover, onTake }: OptionProps) {
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isAt) line.current?.scrollIntoView({ block: 'nearest' })
  }, [isAt])
  return (
    <>
      {group && (
        <div className="menu-l" role="presentation">
          {group}
        </div>
      )}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the field */}
      <div
        ref={line}
        id={id}
        className="palette-i"
        role="option"
        aria-selected={isAt}
        aria-checked={option.isOn === undefined ? undefined : option.isOn}
        onPointerMove={onHover}
        onMouseDown={(event) => event.preventDefault()}
        onClick={onTake}
      >
        {option.mark}
        <span className="pickr-n cut">{option.label}</span>
        {option.detail && <span className="muted t12 cut tn end">{option.detail}</span>}
        {option.isOn && <Icon name="check" size={14} label="chosen" />}
      </div>
    </>
  )
}

/** Opens in the top layer beside its button, closes by itself on Escape or a press elsewhere; the browser gives the focus back. */
function usePopover(
  box: { readonly current: HTMLDivElement | null },
  anchor: HTMLElement | null | undefined,
  onClose: () => void,
): void {
  const close = useRef(onClose)
  useEffect(() => {
    close.current = onClose
  })
  useEffect(() => {
    const popover = box.current
    if (!popover) return
    const place = () => {
      if (!anchor) placeInTheMiddle(popover)
      else placePopover(popover, anchor, 'end', isLow(anchor) ? 'top' : 'bottom')
    }
    popover.showPopover()
    place()
    popover.querySelector('input')?.focus()
    // It grows when what can be chosen has come, and shrinks while one types.
    const watcher = new ResizeObserver(place)
    watcher.observe(popover)
    const onToggle = (event: Event) => {
      if ((event as ToggleEvent).newState === 'closed') close.current()
    }
    popover.addEventListener('toggle', onToggle)
    return () => {
      watcher.disconnect()
      popover.removeEventListener('toggle', onToggle)
    }
  }, [box, anchor])
}

/** In the lower half of the window the list opens upwards. */
const isLow = (anchor: HTMLElement) => anchor.getBoundingClientRect().top > window.innerHeight / 2

function placeInTheMiddle(popover: HTMLElement): void {
  popover.style.left = `${Math.max(8, (window.innerWidth - popover.offsetWidth) / 2)}px`
  popover.style.top = `${Math.max(8, Math.min(160, window.innerHeight * 0.16))}px`
}

const same = (a: string, b: string) => a.localeCompare(b, undefined, { sensitivity: 'base' }) === 0

/** Every word typed begins a word of the label. */
function matching(options: readonly PickerOption[], query: string): readonly PickerOption[] {
  const typed = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (typed.length === 0) return options
  return options.filter(({ label }) => {
    const words = label.toLowerCase().split(/[\s·/-]+/)
    return typed.every((part) => words.some((word) => word.startsWith(part)))
  })
}

import { type ReactNode, useId, useRef } from 'react'
import { Button } from './button.tsx'
import { dayRanges } from './day-ranges.ts'
import type { Filter } from './filter-bar.tsx'
import { Icon } from './icon.tsx'
import { useLocale } from './locale.tsx'
import { placePopover } from './place-popover.ts'
import { formatWhen } from './when.tsx'

/** A button that opens a small panel of inputs belonging to the same form. */
export function Panel(props: { label: string; shown: string; isSet: boolean; children: ReactNode }) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const onToggle = () => {
    const isOpen = panel.current?.matches(':popover-open') ?? false
    button.current?.setAttribute('aria-expanded', String(isOpen))
    if (isOpen) placePopover(panel.current!, button.current!)
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        className={`btn drop ${props.isSet ? 'set' : ''}`}
        popoverTarget={id}
        aria-expanded="false"
        aria-label={props.shown === props.label ? props.label : `${props.label}: ${props.shown}`}
      >
        <span className="cut">{props.shown}</span>
        <Icon name="chevron-down" size={14} />
      </button>
      <div ref={panel} id={id} className="menu panel" popover="auto" onToggle={onToggle}>
        {props.children}
      </div>
    </>
  )
}

/** Several of a list, as checkboxes in a panel. */
export function MultiFilter(props: {
  filter: Extract<Filter, { kind: 'multi' }>
  chosen: readonly string[]
}) {
  const { filter, chosen } = props
  const names = filter.options.filter((option) => chosen.includes(option.value)).map((option) => option.label)
  const shown =
    names.length === 0 ? filter.label : names.length < 3 ? names.join(', ') : `${names.length} chosen`
  return (
    <Panel label={filter.label} shown={shown} isSet={names.length > 0}>
      <fieldset key={chosen.join()} className="checks">
        <legend className="menu-l">{filter.label}</legend>
        {filter.options.map((option) => (
          <label key={option.value} className="menu-i">
            <input
              type="checkbox"
              className="check"
              name={filter.name}
              value={option.value}
              defaultChecked={chosen.includes(option.value)}
            />
            {option.label}
          </label>
        ))}
      </fieldset>
    </Panel>
  )
}

/** From one day to another, with the usual ranges a press away. */
export function DatesFilter(props: {
  filter: Extract<Filter, { kind: 'dates' }>
  from: string
  to: string
  apply: () => void
}) {
  const { filter, from, to, apply } = props
  const { zone, locale } = useLocale()
  const fields = useRef<HTMLDivElement>(null)
  const ranges = dayRanges(zone)
  const named = ranges.find((range) => range.from === from && range.to === to)
  const set = (start: string, end: string) => {
    const [first, last] = fields.current?.querySelectorAll('input') ?? []
    if (first && last) {
      first.value = start
      last.value = end
      apply()
    }
  }
  const day = (value: string) => formatWhen(`${value}T12:00:00Z`, 'date', 'UTC', locale)
  const shown = named?.label ?? spell(from && day(from), to && day(to)) ?? filter.label
  return (
    <Panel label={filter.label} shown={shown} isSet={Boolean(from || to)}>
      <div className="ranges">
        {ranges.map((range) => (
          <Button
            key={range.label}
            size="sm"
            aria-pressed={range === named}
            onClick={() => set(range.from, range.to)}
          >
            {range.label}
          </Button>
        ))}
      </div>
      <div ref={fields} key={`${from} ${to}`} className="span">
        <label>
          <span className="menu-l">From</span>
          <input className="input" type="date" name={filter.from} defaultValue={from} />
        </label>
        <label>
          <span className="menu-l">To</span>
          <input className="input" type="date" name={filter.to} defaultValue={to} />
        </label>
      </div>
    </Panel>
  )
}

function spell(from: string, to: string): string | undefined {
  if (from && to) return from === to ? from : `${from} – ${to}`
  if (from) return `from ${from}`
  return to ? `until ${to}` : undefined
}

import { useRef } from 'react'
import { Button } from './button.tsx'
import { periodIn, periods } from './day-periods.ts'
import { Panel } from './filter-fields.tsx'
import { useLocale } from './locale.tsx'
import { formatWhen } from './when.tsx'

/** A period that looks back: the usual ones by name, or two days chosen by hand. Without a choice, the last 30 days. */
export function PeriodFilter(props: { label: string; search: URLSearchParams; apply: () => void }) {
  const { label, search, apply } = props
  const { zone, locale } = useLocale()
  const fields = useRef<HTMLDivElement>(null)
  const period = periodIn(search, zone)
  const isByHand = period.key === null
  const input = (name: string) => fields.current?.querySelector<HTMLInputElement>(`[name=${name}]`)
  const choose = (key: string) => {
    for (const [name, value] of [
      ['period', key],
      ['from', ''],
      ['to', ''],
    ] as const) {
      const field = input(name)
      if (field) field.value = value
    }
    apply()
    fields.current?.closest<HTMLElement>('[popover]')?.hidePopover()
  }
  const day = (value: string) => formatWhen(`${value}T12:00:00Z`, 'date', 'UTC', locale)
  const shown = isByHand
    ? period.from === period.to
      ? day(period.from)
      : `${day(period.from)} – ${day(period.to)}`
    : period.label
  return (
    <Panel label={label} shown={shown} isSet={search.has('period') || isByHand}>
      <div ref={fields} key={search.toString()}>
        <input type="hidden" name="period" defaultValue={isByHand ? '' : (search.get('period') ?? '')} />
        <div className="ranges">
          {periods.map((one) => (
            <Button
              key={one.key}
              size="sm"
              aria-pressed={one.key === period.key}
              onClick={() => choose(one.key)}
            >
              {one.label}
            </Button>
          ))}
        </div>
        {/* The form applies a change by itself; one day alone is no period yet. */}
        <div
          className="span"
          onChange={(event) => {
            const isWhole = Boolean(input('from')?.value && input('to')?.value)
            if (!isWhole) event.stopPropagation()
            const named = input('period')
            if (isWhole && named) named.value = ''
          }}
        >
          <label>
            <span className="menu-l">From</span>
            <input className="input" type="date" name="from" defaultValue={isByHand ? period.from : ''} />
          </label>
          <label>
            <span className="menu-l">To</span>
            <input className="input" type="date" name="to" defaultValue={isByHand ? period.to : ''} />
          </label>
        </div>
      </div>
    </Panel>
  )
}

import type { Opening } from '#values/business-hours.ts'
import { Button } from '#web/kit/button.tsx'
import { useFieldResult } from '#web/kit/form-result.tsx'
import { ShapeMark } from '#web/kit/shape.tsx'
import { isOvernight } from '../domain/openings.ts'

/** Two times as they stand in the fields; empty while being typed. */
export interface Range {
  key: string
  from: string
  to: string
}

/** Openings as rows of fields. The browser's time field knows no 24:00: midnight at the end is 00:00. */
export function rangesOf(openings: readonly Opening[]): Range[] {
  return openings.map(({ from, to }, index) => ({
    key: `${index}-${from}`,
    from,
    to: to === '24:00' ? '00:00' : to,
  }))
}

/** Whether a range has both times, as an opening. */
export function openingOf({ from, to }: Range): Opening | null {
  return from && to ? { from, to: to === '00:00' ? '24:00' : to } : null
}

interface OpeningRowsProps {
  /** `weekly.monday` or `hours`. */
  name: string
  /** Whose hours these are, for screen readers: "Monday". */
  of: string
  ranges: readonly Range[]
  onChange: (ranges: Range[]) => void
}

/** The ranges of one day: from, to, remove. */
export function OpeningRows({ name, of, ranges, onChange }: OpeningRowsProps) {
  const change = (index: number, part: Partial<Range>) =>
    onChange(ranges.map((range, at) => (at === index ? { ...range, ...part } : range)))
  return (
    <>
      {ranges.map((range, index) => (
        <OpeningFields
          key={range.key}
          base={`${name}[${index}]`}
          of={ranges.length > 1 ? `${of}, range ${index + 1}` : of}
          range={range}
          onChange={(part) => change(index, part)}
          onRemove={() => onChange(ranges.filter((_, at) => at !== index))}
        />
      ))}
      <noscript>
        <OpeningFields
          base={`${name}[${ranges.length}]`}
          of={of}
          range={{ key: 'blank', from: '', to: '' }}
        />
      </noscript>
    </>
  )
}

function OpeningFields(props: {
  base: string
  of: string
  range: Range
  onChange?: (part: Partial<Range>) => void
  onRemove?: () => void
}) {
  const { base, of, range, onChange, onRemove } = props
  const from = useFieldResult(`${base}.from`)
  const to = useFieldResult(`${base}.to`)
  const fault = from.fault ?? to.fault
  const opening = openingOf(range)
  const field = (part: 'from' | 'to', label: string) => ({
    type: 'time',
    className: 'input',
    name: `${base}.${part}`,
    'aria-label': `${of}: ${label}`,
    'aria-invalid': fault ? (true as const) : undefined,
    ...(onChange
      ? {
          value: range[part],
          onChange: (event: { target: { value: string } }) => onChange({ [part]: event.target.value }),
        }
      : { defaultValue: range[part] }),
  })
  return (
    <div className="opening">
      <input {...field('from', 'from')} />
      <span className="muted">to</span>
      <input {...field('to', 'to')} />
      {onRemove && (
        <Button tone="quiet" size="sm" icon="cross" iconOnly className="needs-js" onClick={onRemove}>
          Remove {of} {range.from} to {range.to}
        </Button>
      )}
      {opening && isOvernight(opening) && <span className="muted t12">ends the next day</span>}
      {opening?.to === '24:00' && <span className="muted t12">until midnight</span>}
      {fault && (
        <p className="fault">
          <ShapeMark shape="diamond" />
          <span>{fault}</span>
        </p>
      )}
    </div>
  )
}

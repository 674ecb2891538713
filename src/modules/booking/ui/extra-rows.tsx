import { useState } from 'react'
import { Button } from '#web/kit/button.tsx'
import { TextField } from '#web/kit/field.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import type { Extra } from '../contract.ts'
import { amountText } from './catalogue-forms.ts'

interface Row {
  key: string
  id: string
  name: string
  price: string
  minutes: string
  maxQuantity: string
}

/**
 * The extras of a service as rows. Rows are added and removed at once with JavaScript; without it there are two
 * empty rows, and a row whose name is cleared goes.
 */
export function ExtraRows({ extras, sent }: { extras: readonly Extra[]; sent: unknown }) {
  const { currency } = useLocale()
  const [rows, setRows] = useState<Row[]>(() => firstRows(extras, sent, currency))
  const [count, setCount] = useState(0)
  const add = () => {
    setCount(count + 1)
    setRows([...rows, emptyRow(`new-${count}`)])
  }
  return (
    <div className="stack s8">
      {rows.length === 0 && <p className="muted">None yet, such as “Inside the oven” or “Ironing”.</p>}
      {rows.map((row, index) => (
        <ExtraFields
          key={row.key}
          row={row}
          index={index}
          currency={currency}
          onRemove={() => setRows(rows.filter((one) => one !== row))}
        />
      ))}
      <noscript>
        <ExtraFields row={emptyRow('blank-1')} index={rows.length} currency={currency} />
        <ExtraFields row={emptyRow('blank-2')} index={rows.length + 1} currency={currency} />
        <p className="muted t12">Clear the name of an extra to remove it.</p>
      </noscript>
      <div className="needs-js">
        <Button size="sm" icon="plus" onClick={add}>
          Add an extra
        </Button>
      </div>
    </div>
  )
}

function firstRows(extras: readonly Extra[], sent: unknown, currency: string): Row[] {
  if (Array.isArray(sent)) {
    return sent.map((row: Partial<Row>, index) => ({ ...emptyRow(`sent-${index}`), ...row }))
  }
  return extras.map((extra) => ({
    key: extra.id,
    id: extra.id,
    name: extra.name,
    price: amountText(extra.price, currency),
    minutes: String(extra.minutes),
    maxQuantity: String(extra.maxQuantity),
  }))
}

function emptyRow(key: string): Row {
  return { key, id: '', name: '', price: '', minutes: '', maxQuantity: '' }
}

function ExtraFields(props: { row: Row; index: number; currency: string; onRemove?: () => void }) {
  const { row, index, currency, onRemove } = props
  const field = (name: keyof Row) => ({
    name: `extras[${index}].${name}`,
    id: `extra-${row.key}-${name}`,
    defaultValue: row[name],
  })
  return (
    <fieldset className="extra">
      <legend className="vh">{row.name || `Extra ${index + 1}`}</legend>
      {row.id && <input type="hidden" name={`extras[${index}].id`} value={row.id} />}
      <TextField {...field('name')} label="Name" />
      <TextField {...field('price')} label="Price of one" inputMode="decimal" suffix={currency} />
      <TextField {...field('minutes')} label="Adds" inputMode="numeric" suffix="min" placeholder="0" />
      <TextField {...field('maxQuantity')} label="At most" inputMode="numeric" placeholder="1" />
      {onRemove && (
        <Button tone="quiet" icon="trash" iconOnly className="needs-js" onClick={onRemove}>
          Remove {row.name || 'this extra'}
        </Button>
      )}
    </fieldset>
  )
}

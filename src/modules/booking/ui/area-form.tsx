import { useState } from 'react'
import { Form } from 'react-router'
import { valueAt } from '#web/form.ts'
import { Button } from '#web/kit/button.tsx'
import { TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { SectionHead } from '#web/kit/page-head.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import type { Area, StaffMember } from '../contract.ts'

interface Row {
  key: string
  postcode: string
  radiusKm: string
  area?: Area
}

interface AreaFormProps {
  person: StaffMember
  mayEdit: boolean
  isBusy: boolean
  result: unknown
}

/** The circles a person covers: a postcode and how far around it. */
export function AreaForm({ person, mayEdit, isBusy, result }: AreaFormProps) {
  const sent = valueAt((result as { input?: unknown } | undefined)?.input, 'areas')
  const [rows, setRows] = useState<Row[]>(() => firstRows(person.areas, sent))
  const [count, setCount] = useState(0)
  const add = () => {
    setCount(count + 1)
    setRows([...rows, { key: `new-${count}`, postcode: '', radiusKm: '5' }])
  }
  return (
    <FormResult result={result}>
      <Form method="post" className="card pad form" noValidate preventScrollReset>
        <SectionHead title={`Where ${person.name} goes`} />
        <ErrorSummary result={result} />
        <fieldset disabled={!mayEdit} className="stack s8">
          {rows.length === 0 && (
            <p className="muted">
              No areas yet, so {person.name} is not offered to anybody. Add a postcode and how far around it.
            </p>
          )}
          {rows.map((row, index) => (
            <AreaFields
              key={row.key}
              row={row}
              index={index}
              onRemove={mayEdit ? () => setRows(rows.filter((one) => one !== row)) : undefined}
            />
          ))}
          <noscript>
            <AreaFields row={{ key: 'blank', postcode: '', radiusKm: '' }} index={rows.length} />
            <p className="muted t12">Clear a postcode to remove its area.</p>
          </noscript>
        </fieldset>
        {person.areas.some(({ approximate }) => approximate) && (
          <p className="muted t12">
            Approximate: we only know roughly where the postcode is, so the circle may be off by a kilometre
            or more. Import a postcode file, or save again when online.
          </p>
        )}
        {mayEdit && (
          <div className="acts">
            <Button type="submit" tone="primary" busy={isBusy}>
              Save areas
            </Button>
            <Button icon="plus" className="needs-js" onClick={add}>
              Add an area
            </Button>
          </div>
        )}
      </Form>
    </FormResult>
  )
}

function firstRows(areas: readonly Area[], sent: unknown): Row[] {
  if (Array.isArray(sent)) {
    return sent.map((row: Partial<Row>, index) => ({
      key: `sent-${index}`,
      postcode: row.postcode ?? '',
      radiusKm: row.radiusKm ?? '',
    }))
  }
  return areas.map((area) => ({
    key: area.id,
    postcode: area.postcode,
    radiusKm: String(area.radiusKm),
    area,
  }))
}

function AreaFields({ row, index, onRemove }: { row: Row; index: number; onRemove?: () => void }) {
  return (
    <div className="area">
      <TextField
        name={`areas[${index}].postcode`}
        label="Postcode"
        autoComplete="off"
        defaultValue={row.postcode}
        placeholder="N16 8JR"
      />
      <TextField
        name={`areas[${index}].radiusKm`}
        label="Radius"
        inputMode="decimal"
        suffix="km"
        defaultValue={row.radiusKm}
      />
      {onRemove && (
        <Button tone="quiet" icon="trash" iconOnly className="needs-js" onClick={onRemove}>
          Remove {row.postcode || 'this area'}
        </Button>
      )}
      {row.area?.approximate && (
        <p className="approx">
          <StatusPill tone="warn">Position approximate</StatusPill>
        </p>
      )}
    </div>
  )
}

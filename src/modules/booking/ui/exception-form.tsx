import { useState } from 'react'
import { Form, useNavigation } from 'react-router'
import { valueAt } from '#web/form.ts'
import { Button } from '#web/kit/button.tsx'
import { RadioCard } from '#web/kit/choice-card.tsx'
import { FieldGroup, TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { SectionHead } from '#web/kit/page-head.tsx'
import { OpeningRows, type Range } from './opening-rows.tsx'

const labels = { day: 'First day', untilDay: 'Last day', reason: 'Reason' }

/** Time off, or other hours, for one day or a stretch of days. */
export function ExceptionForm({ day, today, result }: { day: string; today: string; result: unknown }) {
  const { state, formData } = useNavigation()
  const isBusy = state === 'submitting' && formData?.get('intent') === 'add'
  const sent = (name: string) => valueAt((result as { input?: unknown } | undefined)?.input, name)
  const [ranges, setRanges] = useState<Range[]>(() => firstRanges(sent('hours')))
  const kind = sent('kind') === 'hours' ? 'hours' : 'off'
  return (
    <FormResult result={result}>
      <Form method="post" className="card pad form exception" noValidate preventScrollReset>
        <input type="hidden" name="intent" value="add" />
        <SectionHead title="Add an exception" />
        <ErrorSummary result={result} labels={labels} />
        <div className="pair">
          <TextField name="day" label={labels.day} type="date" min={today} defaultValue={day} required />
          <TextField name="untilDay" label={labels.untilDay} type="date" min={today} optional />
        </div>
        <FieldGroup name="kind" label="What is different">
          <RadioCard name="kind" value="off" defaultChecked={kind === 'off'} title="Off the whole day" />
          <RadioCard name="kind" value="hours" defaultChecked={kind === 'hours'} title="Other hours">
            <div className="stack s8 in-card">
              <OpeningRows name="hours" of="Other hours" ranges={ranges} onChange={setRanges} />
              <div className="needs-js">
                <Button
                  size="sm"
                  icon="plus"
                  onClick={() =>
                    setRanges([...ranges, { key: `r${Date.now()}`, from: ranges.at(-1)?.to ?? '', to: '' }])
                  }
                >
                  Add hours
                </Button>
              </div>
            </div>
          </RadioCard>
        </FieldGroup>
        <TextField name="reason" label={labels.reason} optional help="Only the office sees it." />
        <div className="acts">
          <Button type="submit" tone="primary" busy={isBusy}>
            Save exception
          </Button>
        </div>
      </Form>
    </FormResult>
  )
}

function firstRanges(sent: unknown): Range[] {
  const rows =
    Array.isArray(sent) && sent.length > 0 ? (sent as Partial<Range>[]) : [{ from: '09:00', to: '13:00' }]
  return rows.map(({ from = '', to = '' }, index) => ({ key: String(index), from, to }))
}

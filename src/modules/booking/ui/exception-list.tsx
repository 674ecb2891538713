import { Fragment } from 'react'
import { Form, useRevalidator, useSubmit } from 'react-router'
import { api } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import { showToast } from '#web/kit/toast.tsx'
import { type ScheduleOverride, type StaffMember, setScheduleOverride } from '../contract.ts'
import { type Stretch, stretchesOf } from '../domain/stretches.ts'
import { hoursText, monthText, spanText } from './hours-text.ts'

interface ExceptionListProps {
  person: StaffMember
  coming: readonly ScheduleOverride[]
  mayEdit: boolean
}

/** What is different and when, month by month; a holiday of many days is one line. */
export function ExceptionList({ person, coming, mayEdit }: ExceptionListProps) {
  const { locale } = useLocale()
  const stretches = stretchesOf(coming)
  if (stretches.length === 0) {
    return (
      <div className="card">
        <EmptyState icon="calendar-check" title="Nothing out of the ordinary">
          {person.name} works the weekly hours. Holidays, sick days and swapped shifts are added here.
        </EmptyState>
      </div>
    )
  }
  return (
    <div className="card lines exceptions">
      {stretches.map((stretch, index) => {
        const month = monthText(stretch.day, locale)
        const before = stretches[index - 1]
        return (
          <Fragment key={stretch.id}>
            {(!before || month !== monthText(before.day, locale)) && (
              <h2 className="month t12 muted">{month}</h2>
            )}
            <div className="exception-row">
              <span className="m tn when">{spanText(stretch.day, stretch.untilDay, locale)}</span>
              <span className="grow row wrap">
                {stretch.hours.length === 0 ? (
                  <StatusPill shape="ring">Off</StatusPill>
                ) : (
                  <StatusPill tone="info">{stretch.hours.map(hoursText).join(', ')}</StatusPill>
                )}
                <span className="muted t13">
                  {[stretch.reason, stretch.days > 1 && `${stretch.days} days`].filter(Boolean).join(' · ')}
                </span>
              </span>
              {mayEdit && <RemoveStretch person={person} stretch={stretch} />}
            </div>
          </Fragment>
        )
      })}
    </div>
  )
}

function RemoveStretch({ person, stretch }: { person: StaffMember; stretch: Stretch }) {
  const { locale } = useLocale()
  const submit = useSubmit()
  const { revalidate } = useRevalidator()
  const { day, untilDay, hours, reason } = stretch
  const intent = `remove:${day}:${untilDay}`
  const remove = async () => {
    await submit({ intent, quiet: 'true' }, { method: 'post', preventScrollReset: true })
    showToast({
      tone: 'good',
      text: `${person.name} works the weekly hours again`,
      undo: async () => {
        await api(setScheduleOverride, { staffId: person.id, day, untilDay, hours: [...hours], reason })
        await revalidate()
      },
    })
  }
  return (
    <Form
      method="post"
      onSubmit={(event) => {
        event.preventDefault()
        void remove()
      }}
    >
      <Button type="submit" size="sm" name="intent" value={intent}>
        Remove<span className="vh"> the exception on {spanText(day, untilDay, locale)}</span>
      </Button>
    </Form>
  )
}

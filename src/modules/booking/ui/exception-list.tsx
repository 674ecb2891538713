import { Fragment } from 'react'
import { Form } from 'react-router'
import { Button } from '#web/kit/button.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import { useCommand } from '#web/query.tsx'
import {
  removeScheduleOverride,
  type ScheduleOverride,
  type StaffMember,
  setScheduleOverride,
} from '../contract.ts'
import { dayText, hoursText, monthText } from './hours-text.ts'

interface ExceptionListProps {
  person: StaffMember
  coming: readonly ScheduleOverride[]
  mayEdit: boolean
}

/** What is different on which day, month by month. */
export function ExceptionList({ person, coming, mayEdit }: ExceptionListProps) {
  const { locale } = useLocale()
  const byDay = new Map(person.overrides.map((one) => [one.day, one]))
  const remove = useCommand(removeScheduleOverride, {
    success: ({ name }) => `${name} works the weekly hours again`,
    undo: {
      endpoint: setScheduleOverride,
      input: (_, { staffId, day }) => {
        const { hours, reason } = byDay.get(day) ?? { hours: [], reason: '' }
        return { staffId, day, hours, reason }
      },
    },
  })
  if (coming.length === 0) {
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
      {coming.map((one, index) => (
        <Fragment key={one.id}>
          {monthText(one.day, locale) !== monthText(coming[index - 1]?.day ?? '2000-01-01', locale) && (
            <h2 className="month t12 muted">{monthText(one.day, locale)}</h2>
          )}
          <div className="exception-row">
            <span className="m tn nw">{dayText(one.day, locale)}</span>
            <span className="grow row wrap">
              {one.hours.length === 0 ? (
                <StatusPill shape="ring">Off</StatusPill>
              ) : (
                <StatusPill tone="info">{one.hours.map(hoursText).join(', ')}</StatusPill>
              )}
              <span className="muted t13">{one.reason}</span>
            </span>
            {mayEdit && (
              <Form
                method="post"
                onSubmit={(event) => {
                  event.preventDefault()
                  void remove({ staffId: person.id, day: one.day })
                }}
              >
                <Button type="submit" size="sm" name="intent" value={`remove:${one.day}`}>
                  Remove<span className="vh"> the exception on {dayText(one.day, locale)}</span>
                </Button>
              </Form>
            )}
          </div>
        </Fragment>
      ))}
    </div>
  )
}

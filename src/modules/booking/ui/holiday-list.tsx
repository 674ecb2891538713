import { Fragment } from 'react'
import { Form } from 'react-router'
import { Button } from '#web/kit/button.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { useCommand } from '#web/query.tsx'
import { createHoliday, deleteHoliday, type Holiday } from '../contract.ts'
import { dayText } from './hours-text.ts'

/** The closed days from today on, year by year; those gone by stand folded at the end. */
export function HolidayList(props: { holidays: readonly Holiday[]; today: string; mayEdit: boolean }) {
  const { holidays, today, mayEdit } = props
  const coming = holidays.filter(({ day }) => day >= today)
  const past = holidays.filter(({ day }) => day < today).reverse()
  return (
    <>
      {coming.length === 0 && <p className="muted pad-row">No closed days ahead.</p>}
      {coming.map((holiday, index) => (
        <Fragment key={holiday.id}>
          {holiday.day.slice(0, 4) !== coming[index - 1]?.day.slice(0, 4) && (
            <h2 className="month t12 muted">{holiday.day.slice(0, 4)}</h2>
          )}
          <HolidayRow holiday={holiday} all={holidays} mayEdit={mayEdit} />
        </Fragment>
      ))}
      {past.length > 0 && (
        <details className="past">
          <summary className="muted t13">{past.length} gone by</summary>
          {past.map((holiday) => (
            <HolidayRow key={holiday.id} holiday={holiday} all={holidays} mayEdit={false} />
          ))}
        </details>
      )}
    </>
  )
}

function HolidayRow(props: { holiday: Holiday; all: readonly Holiday[]; mayEdit: boolean }) {
  const { holiday, all, mayEdit } = props
  const { locale } = useLocale()
  const remove = useCommand(deleteHoliday, {
    success: `${holiday.name}: open again`,
    undo: {
      endpoint: createHoliday,
      input: ({ id }) => {
        const { day, name } = all.find((one) => one.id === id) ?? holiday
        return { day, name }
      },
    },
  })
  return (
    <div className="exception-row">
      <span className="m tn when">{dayText(holiday.day, locale)}</span>
      <span className="grow">{holiday.name}</span>
      {mayEdit && (
        <Form
          method="post"
          onSubmit={(event) => {
            event.preventDefault()
            void remove({ holidayId: holiday.id })
          }}
        >
          <Button type="submit" size="sm" name="intent" value={`remove:${holiday.id}`} busy={remove.isBusy}>
            Open again<span className="vh">: {dayText(holiday.day, locale)}</span>
          </Button>
        </Form>
      )}
    </div>
  )
}

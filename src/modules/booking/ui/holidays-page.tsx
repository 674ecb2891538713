import './catalogue.css'
import { Form, redirect, useNavigation } from 'react-router'
import { getSession } from '#modules/identity/contract/session.ts'
import { localDay } from '#values/zone.ts'
import { serverApi } from '#web/api.ts'
import { refuse, submit } from '#web/form.ts'
import { Button } from '#web/kit/button.tsx'
import { SelectField, TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { PageHead, SectionHead } from '#web/kit/page-head.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import { bankHolidays, createHoliday, deleteHoliday, listHolidays } from '../contract.ts'
import type { Route } from './+types/holidays-page'
import { readForm, textOf } from './catalogue-forms.ts'
import { HolidayList } from './holiday-list.tsx'
import { Saved } from './saved.tsx'

export const handle: PageHandle = {
  title: 'Holidays',
  parent: { to: '/settings/organization', label: 'Settings' },
}
export const meta: Route.MetaFunction = () => [{ title: 'Holidays' }]

export async function loader({ context }: Route.LoaderArgs) {
  const api = serverApi(context)
  const [{ org }, { items }] = await Promise.all([api(getSession, {}), api(listHolidays, {})])
  return { holidays: items, today: localDay(org.zone, Date.now()) }
}

export async function action({ request, context }: Route.ActionArgs) {
  const api = serverApi(context)
  const { intent, values } = readForm(await request.formData())
  const [act, id = ''] = intent.split(':')
  if (act === 'remove') {
    await api(deleteHoliday, { holidayId: id })
    return redirect('/settings/holidays?done=gone')
  }
  if (act === 'bank-holidays') {
    const result = await submit(api, bankHolidays, { year: textOf(values, 'year') })
    return result.ok ? redirect('/settings/holidays?done=bank') : refuse(result)
  }
  const result = await submit(api, createHoliday, values)
  return result.ok ? redirect('/settings/holidays?done=saved') : refuse({ ...result, input: values })
}

const labels = { day: 'Day', name: 'What it is' }

export default function HolidaysPage({ loaderData, actionData }: Route.ComponentProps) {
  const { holidays, today } = loaderData
  const { state, formData } = useNavigation()
  const busyWith = state === 'submitting' ? formData?.get('intent') : null
  const mayEdit = useMay('org.edit')
  useLiveRevalidate(['catalogue'])
  const thisYear = Number(today.slice(0, 4))
  const years = [thisYear, thisYear + 1, thisYear + 2].map(String)
  return (
    <>
      <PageHead
        title="Holidays"
        lead="Days on which nobody can be booked. Somebody who works anyway gets an exception on their own page."
      />
      <Saved
        texts={{ saved: 'Day closed', gone: 'The day is open again', bank: 'Bank holidays are closed' }}
      />
      <div className="split">
        <div className="card lines">
          {holidays.length === 0 ? (
            <EmptyState icon="calendar" title="Open every day">
              Close single days, or add the bank holidays of a year at once.
            </EmptyState>
          ) : (
            <HolidayList holidays={holidays} today={today} mayEdit={mayEdit} />
          )}
        </div>
        {mayEdit && (
          <div className="stack">
            <FormResult result={actionData}>
              <Form
                key={holidays.length}
                method="post"
                className="card pad form"
                noValidate
                preventScrollReset
              >
                <SectionHead title="Close a day" />
                <ErrorSummary result={actionData} labels={labels} />
                <input type="hidden" name="intent" value="add" />
                <TextField name="day" label={labels.day} type="date" min={today} required />
                <TextField name="name" label={labels.name} placeholder="Summer party" required />
                <div className="acts">
                  <Button type="submit" tone="primary" busy={busyWith === 'add'}>
                    Close this day
                  </Button>
                </div>
              </Form>
            </FormResult>
            <Form method="post" className="card pad form" preventScrollReset>
              <SectionHead title="Bank holidays" />
              <p className="muted t13">
                England and Wales, with substitute days. Days that are closed keep their name.
              </p>
              <input type="hidden" name="intent" value="bank-holidays" />
              <div className="tester">
                <SelectField
                  name="year"
                  label="Year"
                  options={years.map((year) => ({ value: year, label: year }))}
                  defaultValue={nextMissingYear(holidays, years)}
                />
                <Button type="submit" busy={busyWith === 'bank-holidays'}>
                  Add bank holidays
                </Button>
              </div>
            </Form>
          </div>
        )}
      </div>
    </>
  )
}

/** The first year with fewer closed days than bank holidays. */
function nextMissingYear(holidays: readonly { day: string }[], years: readonly string[]): string {
  return years.find((year) => holidays.filter(({ day }) => day.startsWith(year)).length < 8) ?? years[0]!
}

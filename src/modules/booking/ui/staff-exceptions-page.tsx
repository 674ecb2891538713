import './catalogue.css'
import { redirect } from 'react-router'
import { getSession } from '#modules/identity/contract/session.ts'
import { addDays, localDay } from '#values/zone.ts'
import { serverApi } from '#web/api.ts'
import { refuse, submit } from '#web/form.ts'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import { getStaffMember, listHolidays, removeScheduleOverride, setScheduleOverride } from '../contract.ts'
import type { Route } from './+types/staff-exceptions-page'
import { readForm, textOf } from './catalogue-forms.ts'
import { ExceptionForm } from './exception-form.tsx'
import { ExceptionList } from './exception-list.tsx'
import { openingsOf } from './hours-input.ts'
import { MonthGrid } from './month-grid.tsx'
import { Saved } from './saved.tsx'
import { StaffHead } from './staff-head.tsx'
import { personTitle } from './staff-title.ts'

export const handle: PageHandle = { title: personTitle, parent: { to: '/staff', label: 'Staff' } }
export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `Exceptions of ${personTitle(loaderData)}` },
]

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const api = serverApi(context)
  const [{ org }, person, holidays] = await Promise.all([
    api(getSession, {}),
    api(getStaffMember, { staffId: params.staffId }),
    api(listHolidays, {}).catch(() => ({ items: [] })),
  ])
  const today = localDay(org.zone, Date.now())
  const asked = url.searchParams.get('day') ?? ''
  const day = /^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : addDays(today, 1)
  return { person, today, day, holidays: holidays.items, weekStartsOn: org.weekStartsOn }
}

export async function action({ request, context, params }: Route.ActionArgs) {
  const api = serverApi(context)
  const { staffId } = params
  const { intent, values } = readForm(await request.formData())
  const [act, day = '', untilDay = day] = intent.split(':')
  if (act === 'remove') {
    await api(removeScheduleOverride, { staffId, day, untilDay })
    const done = textOf(values, 'quiet') ? '' : '?done=gone'
    return redirect(`/staff/${staffId}/exceptions${done}`)
  }
  const result = await submit(api, setScheduleOverride, {
    staffId,
    day: textOf(values, 'day'),
    ...(textOf(values, 'untilDay') && { untilDay: textOf(values, 'untilDay') }),
    hours: textOf(values, 'kind') === 'hours' ? openingsOf(values, 'hours') : [],
    reason: textOf(values, 'reason'),
  })
  return result.ok
    ? redirect(`/staff/${staffId}/exceptions?done=saved`)
    : refuse({ ...result, input: values })
}

export default function StaffExceptionsPage({ loaderData, actionData }: Route.ComponentProps) {
  const { person, today, day, holidays, weekStartsOn } = loaderData
  const mayEdit = useMay('staff.edit')
  useLiveRevalidate(['staff', 'catalogue'])
  const coming = person.overrides.filter((one) => one.day >= today)
  return (
    <>
      <StaffHead person={person} today={today} />
      <Saved texts={{ saved: 'Exception saved', gone: 'Back to the weekly hours' }} />
      <div className="split">
        <div className="stack">
          <ExceptionList person={person} coming={coming} mayEdit={mayEdit} />
          <MonthGrid from={today} person={person} holidays={holidays} weekStartsOn={weekStartsOn} />
        </div>
        <div className="stack">
          {mayEdit && (
            <ExceptionForm key={`${coming.length} ${day}`} day={day} today={today} result={actionData} />
          )}
        </div>
      </div>
    </>
  )
}

import './catalogue.css'
import { Form, redirect, useNavigation } from 'react-router'
import { getSession } from '#modules/identity/contract/session.ts'
import { localDay } from '#values/zone.ts'
import { serverApi } from '#web/api.ts'
import { refuse, submit } from '#web/form.ts'
import { Button } from '#web/kit/button.tsx'
import { SelectField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import { getStaffMember, setWeeklyHours } from '../contract.ts'
import type { Route } from './+types/staff-hours-page'
import { readForm, textOf } from './catalogue-forms.ts'
import { weeklyOf } from './hours-input.ts'
import { Saved } from './saved.tsx'
import { StaffHead } from './staff-head.tsx'
import { personTitle } from './staff-title.ts'
import { WeekEditor } from './week-editor.tsx'

export const handle: PageHandle = { title: personTitle, parent: { to: '/staff', label: 'Staff' } }
export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: `Hours of ${personTitle(loaderData)}` }]

export async function loader({ context, params }: Route.LoaderArgs) {
  const api = serverApi(context)
  const [{ org }, person] = await Promise.all([
    api(getSession, {}),
    api(getStaffMember, { staffId: params.staffId }),
  ])
  const zones = Intl.supportedValuesOf('timeZone').filter((zone) => zone !== person.zone)
  return { person, today: localDay(org.zone, Date.now()), zones: [person.zone, ...zones] }
}

export async function action({ request, context, params }: Route.ActionArgs) {
  const { staffId } = params
  const { values } = readForm(await request.formData())
  const weekly = weeklyOf(values)
  const zone = textOf(values, 'zone') || undefined
  const result = await submit(serverApi(context), setWeeklyHours, { staffId, zone, weekly } as never)
  return result.ok ? redirect(`/staff/${staffId}/hours?done=saved`) : refuse({ ...result, input: values })
}

export default function StaffHoursPage({ loaderData, actionData }: Route.ComponentProps) {
  const { person, today, zones } = loaderData
  const isBusy = useNavigation().state === 'submitting'
  const mayEdit = useMay('staff.edit')
  useLiveRevalidate(['staff'])
  return (
    <>
      <StaffHead person={person} today={today} />
      <Saved texts={{ saved: 'Hours saved' }} />
      <FormResult result={actionData}>
        <Form method="post" className="form record hours-form" noValidate>
          <ErrorSummary result={actionData} />
          <fieldset disabled={!mayEdit} className="form">
            <div className="card">
              <WeekEditor key={JSON.stringify(person.weekly)} weekly={person.weekly} />
            </div>
            <div className="card pad form">
              <SelectField
                name="zone"
                label="On the clocks of"
                options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
                defaultValue={person.zone}
                help="Hours stay the same by the clock when summer time begins or ends."
              />
            </div>
            {mayEdit && (
              <div className="acts sticky">
                <Button type="submit" tone="primary" busy={isBusy}>
                  Save hours
                </Button>
                <span className="muted t12">Visits that are booked stay where they are.</span>
              </div>
            )}
          </fieldset>
        </Form>
      </FormResult>
    </>
  )
}

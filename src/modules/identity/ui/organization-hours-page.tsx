import './identity.css'
import { Form } from 'react-router'
import type { InputOf } from '#values/endpoint.ts'
import { serverApi } from '#web/api.ts'
import { type FormValues, refuse, submit } from '#web/form.ts'
import { faultOf, valueAt } from '#web/form-fields.ts'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import { getOrganizationSettings, updateOrganization } from '../contract/organization.ts'
import type { Route } from './+types/organization-hours-page'
import { readForm } from './form-parts.ts'
import { OrganizationHead } from './organization-tabs.tsx'
import { SaveBar } from './save-bar.tsx'

export const handle: PageHandle = { title: 'Hours' }
export const meta: Route.MetaFunction = () => [{ title: 'Opening hours · Frontdesk' }]

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
type Opening = { from: string; to: string }

export function loader({ context }: Route.LoaderArgs) {
  return serverApi(context)(getOrganizationSettings, {})
}

export async function action({ request, context }: Route.ActionArgs) {
  const { input } = readForm(await request.formData())
  // A week without any hours is closed, not unchanged.
  const hours = (input.hours ?? {}) as InputOf<typeof updateOrganization>['hours']
  const result = await submit(serverApi(context), updateOrganization, { hours })
  if (result.ok) return { ok: true as const }
  return refuse({ ...result, input, faults: result.faults.map(nameEmptyTime) })
}

/** An opening with only one of its times lacks the other. */
function nameEmptyTime(fault: { path: (string | number)[]; message: string }) {
  const isTime = ['from', 'to'].includes(String(fault.path.at(-1)))
  return isTime ? { ...fault, message: 'Fill in both times such as 09:00 and 17:00, or neither.' } : fault
}

export default function OrganizationHoursPage({ loaderData: org, actionData }: Route.ComponentProps) {
  const mayEdit = useMay('org.edit')
  const refused = actionData && !actionData.ok ? actionData : undefined
  return (
    <>
      <OrganizationHead lead="When you answer. Reply times are counted in these hours, and bookings start from them." />
      <FormResult result={actionData}>
        <Form method="post" noValidate>
          <fieldset disabled={!mayEdit} className="card">
            <div className="set">
              <header>
                <h2>Opening hours</h2>
                <p>
                  In the time of {org.zone.replaceAll('_', ' ')}. Two spans leave room for a break; a day
                  without times is closed. Midnight is 00:00.
                </p>
              </header>
              <div className="stack">
                <ErrorSummary result={actionData} labels={dayLabels} />
                <div className="hours">
                  {days.map((day) => (
                    <DayRow
                      key={day}
                      day={day}
                      openings={openingsOf(org.hours[day], refused?.input, day)}
                      result={refused}
                    />
                  ))}
                </div>
              </div>
            </div>
          </fieldset>
          {mayEdit && (
            <div className="form save-foot">
              <SaveBar label="Save hours" saved={actionData?.ok ? 'Saved.' : undefined} />
            </div>
          )}
        </Form>
      </FormResult>
    </>
  )
}

const dayName = (day: string) => day[0]!.toUpperCase() + day.slice(1)

const dayLabels = Object.fromEntries(
  days.flatMap((day) =>
    [0, 1].flatMap((at) => ['from', 'to'].map((end) => [`hours.${day}[${at}].${end}`, dayName(day)])),
  ),
)

function openingsOf(saved: Opening[], sent: unknown, day: string): Partial<Opening>[] {
  if (sent === undefined) return saved
  return (valueAt(sent as FormValues, `hours.${day}`) as Partial<Opening>[] | undefined) ?? []
}

function DayRow(props: { day: string; openings: Partial<Opening>[]; result: Parameters<typeof faultOf>[0] }) {
  const { day, openings, result } = props
  const name = dayName(day)
  return (
    <fieldset>
      <legend>{name}</legend>
      <div className="spans">
        {[0, 1].map((at) => (
          <div className="span" key={at}>
            {(['from', 'to'] as const).map((end, index) => {
              const field = `hours.${day}[${at}].${end}`
              return (
                <span key={end} className="row">
                  {index === 1 && <span className="muted">to</span>}
                  <input
                    className="input"
                    type="time"
                    name={field}
                    id={`f-${field.replace(/[^\w-]+/g, '-')}`}
                    aria-label={`${name}, ${at === 0 ? 'first' : 'second'} span, ${end === 'from' ? 'opens' : 'closes'}`}
                    aria-invalid={faultOf(result, field) ? true : undefined}
                    defaultValue={openings[at]?.[end]?.replace('24:00', '00:00') ?? ''}
                  />
                </span>
              )
            })}
          </div>
        ))}
      </div>
    </fieldset>
  )
}

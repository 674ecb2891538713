import './identity.css'
import { Form } from 'react-router'
import type { InputOf } from '#values/endpoint.ts'
import { serverApi } from '#web/api.ts'
import { type FormValues, refuse, submit } from '#web/form.ts'
import { CheckField, SelectField, TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import { getOrganizationSettings, updateOrganization } from '../contract/organization.ts'
import type { Route } from './+types/organization-policies-page'
import { readForm } from './form-parts.ts'
import { OrganizationHead } from './organization-tabs.tsx'
import { SaveBar } from './save-bar.tsx'

export const handle: PageHandle = { title: 'Policies' }
export const meta: Route.MetaFunction = () => [{ title: 'Policies · Frontdesk' }]

export function loader({ context }: Route.LoaderArgs) {
  return serverApi(context)(getOrganizationSettings, {})
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData()
  const { input } = readForm(form)
  const typed = (input.policies ?? {}) as FormValues
  // People write VAT in per cent; the contract counts basis points. An unticked box sends nothing at all.
  const policies = {
    ...typed,
    vatRate: String(Math.round(Number(String(typed.vatRate ?? '').replace(',', '.')) * 100)),
    payOnTheDay: form.has('policies.payOnTheDay'),
  }
  const result = await submit(serverApi(context), updateOrganization, { policies } as InputOf<
    typeof updateOrganization
  >)
  return result.ok ? { ok: true as const } : refuse({ ...result, input })
}

const labels = {
  'policies.cancelNoticeHours': 'Notice for cancelling and moving',
  'policies.lateRefund': 'Refund when cancelled later',
  'policies.minimumNoticeMinutes': 'Shortest notice for a booking',
  'policies.horizonDays': 'How far ahead',
  'policies.slotIntervalMinutes': 'Start times every',
  'policies.holdMinutes': 'A chosen time is kept for',
  'policies.speedKmh': 'Average speed on the road',
  'policies.detourFactor': 'Detour factor',
  'policies.vatRate': 'VAT included in prices',
}

type Name = keyof typeof labels

export default function OrganizationPoliciesPage({ loaderData: org, actionData }: Route.ComponentProps) {
  const mayEdit = useMay('org.edit')
  const { policies } = org
  const number = (name: Name, suffix: string, value: number, help?: string) => (
    <TextField
      name={name}
      label={labels[name]}
      inputMode="decimal"
      suffix={suffix}
      defaultValue={String(value)}
      help={help}
    />
  )
  return (
    <>
      <OrganizationHead lead="The rules of booking, where a service has none of its own." />
      <FormResult result={actionData}>
        <Form method="post" noValidate>
          <fieldset disabled={!mayEdit} className="card">
            <div className="set">
              <header>
                <h2>Cancelling and moving</h2>
                <p>Customers may do it alone until then; afterwards they write to you.</p>
              </header>
              <div className="form">
                <ErrorSummary result={actionData} labels={labels} />
                <div className="pair">
                  {number('policies.cancelNoticeHours', 'hours', policies.cancelNoticeHours)}
                  <SelectField
                    name="policies.lateRefund"
                    label={labels['policies.lateRefund']}
                    options={[
                      { value: 'none', label: 'Nothing' },
                      { value: 'half', label: 'Half of the price' },
                      { value: 'full', label: 'The whole price' },
                    ]}
                    defaultValue={policies.lateRefund}
                  />
                </div>
              </div>
            </div>
            <div className="set">
              <header>
                <h2>Times on offer</h2>
                <p>What the booking page lets people choose.</p>
              </header>
              <div className="form">
                <div className="pair">
                  {number('policies.minimumNoticeMinutes', 'min', policies.minimumNoticeMinutes)}
                  {number('policies.horizonDays', 'days', policies.horizonDays)}
                </div>
                <div className="pair">
                  {number('policies.slotIntervalMinutes', 'min', policies.slotIntervalMinutes)}
                  {number('policies.holdMinutes', 'min', policies.holdMinutes)}
                </div>
              </div>
            </div>
            <div className="set">
              <header>
                <h2>Travel</h2>
                <p>Travel times between visits are estimated from these.</p>
              </header>
              <div className="form">
                <div className="pair">
                  {number('policies.speedKmh', 'km/h', policies.speedKmh)}
                  {number(
                    'policies.detourFactor',
                    '×',
                    policies.detourFactor,
                    'Road against straight line: 1.3 is 30 % more.',
                  )}
                </div>
              </div>
            </div>
            <div className="set">
              <header>
                <h2>Prices and payment</h2>
                <p>All prices include VAT.</p>
              </header>
              <div className="form">
                <div className="pair">{number('policies.vatRate', '%', policies.vatRate / 100)}</div>
                <CheckField
                  name="policies.payOnTheDay"
                  label="Customers may pay at the visit"
                  help="Otherwise they pay when they book."
                  defaultChecked={policies.payOnTheDay}
                />
              </div>
            </div>
          </fieldset>
          {mayEdit && (
            <div className="form save-foot">
              <SaveBar
                label="Save policies"
                saved={actionData?.ok ? 'Saved. New bookings follow these rules.' : undefined}
              />
            </div>
          )}
        </Form>
      </FormResult>
    </>
  )
}

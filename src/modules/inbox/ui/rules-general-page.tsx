import { Form } from 'react-router'
import { getSession } from '#modules/identity/contract/session.ts'
import { parseMoney, toDecimal } from '#values/money.ts'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'
import { CheckField, SelectField, TextAreaField, TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import { getInboxSettings, updateInboxSettings } from '../contract/settings.ts'
import type { Route } from './+types/rules-general-page'
import { RulesHead } from './rules-tabs.tsx'

export const handle: PageHandle = { title: 'Inbox rules' }
export const meta: Route.MetaFunction = () => [{ title: 'Inbox rules · Frontdesk' }]

export async function loader({ context }: Route.LoaderArgs) {
  const api = serverApi(context)
  const [settings, { org }] = await Promise.all([api(getInboxSettings, {}), api(getSession, {})])
  return { settings, currency: org.currency }
}

const switches = ['ratingEnabled', 'fallback', 'trackOpens'] as const

export async function action({ request, context }: Route.ActionArgs) {
  const api = serverApi(context)
  const form = await request.formData()
  const input = formInput(form)
  const { org } = await api(getSession, {})
  const minor = (name: string) => {
    const parsed = parseMoney(String(input[name] ?? ''), org.currency)
    return parsed.ok ? parsed.money.amount : String(input[name] ?? '')
  }
  const changes = {
    ...input,
    // An unticked box sends nothing; an emptied list means none.
    ...Object.fromEntries(switches.map((name) => [name, form.has(name)])),
    optOutWords: wordsOf(input.optOutWords),
    optInWords: wordsOf(input.optInWords),
    fallbackOrder: String(input.fallbackOrder ?? '').split(','),
    agentHourAmount: minor('agentHourAmount'),
    toolsMonthAmount: minor('toolsMonthAmount'),
    ...Object.fromEntries(thousands.map((name) => [name, minor(name)])),
  }
  const result = await submit(api, updateInboxSettings, changes)
  return result.ok ? { ok: true as const } : refuse({ ...result, input })
}

function wordsOf(value: unknown): string[] {
  const words = String(value ?? '').split(/[,\n]/)
  return words.map((word) => word.trim()).filter(Boolean)
}

/** Prices of a thousand messages. */
const thousands = [
  'thousandSmsAmount',
  'thousandMarketingAmount',
  'thousandUtilityAmount',
  'thousandAuthenticationAmount',
] as const

const labels = {
  ratingQuestion: 'Question',
  reopenDays: 'Opens again within',
  idleMinutes: 'Away after',
  deliveryAlertPercent: 'Alert below',
  optOutWords: 'Words that end messages',
  optInWords: 'Words that allow them again',
  creditDays: 'A booking counts within',
  agentHourAmount: 'An hour of an agent',
  toolsMonthAmount: 'A month of the tools',
  thousandSmsAmount: '1,000 SMS',
  thousandMarketingAmount: '1,000 WhatsApp messages, marketing',
  thousandUtilityAmount: '1,000 WhatsApp messages, utility',
  thousandAuthenticationAmount: '1,000 WhatsApp messages, authentication',
}

const fallbackOrders = [
  ['whatsapp,sms,email', 'WhatsApp, then SMS, then e-mail'],
  ['whatsapp,email,sms', 'WhatsApp, then e-mail, then SMS'],
  ['sms,whatsapp,email', 'SMS, then WhatsApp, then e-mail'],
  ['sms,email,whatsapp', 'SMS, then e-mail, then WhatsApp'],
  ['email,whatsapp,sms', 'E-mail, then WhatsApp, then SMS'],
  ['email,sms,whatsapp', 'E-mail, then SMS, then WhatsApp'],
] as const

/** How the inbox works: ratings, reopening, delivery, and what a conversation costs. */
export default function RulesGeneralPage({ loaderData, actionData }: Route.ComponentProps) {
  useLiveRevalidate(['settings'])
  const mayManage = useMay('inbox.manage')
  const { settings, currency } = loaderData
  const number = (name: keyof typeof labels & keyof typeof settings, suffix: string, help?: string) => (
    <TextField
      name={name}
      label={labels[name]}
      inputMode="numeric"
      suffix={suffix}
      defaultValue={String(settings[name])}
      help={help}
    />
  )
  const amount = (name: 'agentHourAmount' | 'toolsMonthAmount' | (typeof thousands)[number]) => (
    <TextField
      name={name}
      label={labels[name]}
      inputMode="decimal"
      suffix={currency}
      defaultValue={toDecimal({ amount: settings[name], currency })}
    />
  )
  return (
    <div className="stack">
      <RulesHead lead="How conversations are answered, rated and counted." />
      {actionData?.ok && (
        <div role="status">
          <Banner tone="good">Saved.</Banner>
        </div>
      )}
      <FormResult result={actionData}>
        <Form method="post" noValidate className="stack">
          <ErrorSummary result={actionData} labels={labels} />
          <fieldset disabled={!mayManage} className="card">
            <div className="rules-set">
              <header>
                <h2>Ratings</h2>
                <p>Asked a little after resolving, at most once a week for each person.</p>
              </header>
              <div className="form">
                <CheckField
                  as="switch"
                  name="ratingEnabled"
                  label="Ask how it went"
                  defaultChecked={settings.ratingEnabled === true}
                />
                <TextAreaField
                  name="ratingQuestion"
                  label={labels.ratingQuestion}
                  rows={2}
                  defaultValue={settings.ratingQuestion}
                />
              </div>
            </div>
            <div className="rules-set">
              <header>
                <h2>Conversations and people</h2>
                <p>Later than that, a message begins a new conversation.</p>
              </header>
              <div className="form">
                <div className="pair">
                  {number('reopenDays', 'days')}
                  {number('idleMinutes', 'min', 'Without a sign, an agent counts as away.')}
                </div>
              </div>
            </div>
            <div className="rules-set">
              <header>
                <h2>Delivery</h2>
                <p>When a message does not arrive, and who wants none.</p>
              </header>
              <div className="form">
                <CheckField
                  as="switch"
                  name="fallback"
                  label="Try another channel when a message cannot be delivered"
                  defaultChecked={settings.fallback === true}
                />
                <div className="pair">
                  <SelectField
                    name="fallbackOrder"
                    label="In this order"
                    options={fallbackOrders.map(([value, label]) => ({ value, label }))}
                    defaultValue={settings.fallbackOrder.join(',')}
                  />
                  {number('deliveryAlertPercent', '%', 'Of the last hour’s messages arrived.')}
                </div>
                <TextField
                  name="optOutWords"
                  label={labels.optOutWords}
                  defaultValue={settings.optOutWords.join(', ')}
                  help="Separated by commas. Case does not matter."
                />
                <TextField
                  name="optInWords"
                  label={labels.optInWords}
                  defaultValue={settings.optInWords.join(', ')}
                />
                <CheckField
                  name="trackOpens"
                  label="Follow whether mails are opened"
                  help="By a small picture in the mail. Many programs do not load it."
                  defaultChecked={settings.trackOpens === true}
                />
              </div>
            </div>
            <div className="rules-set">
              <header>
                <h2>For the figures</h2>
                <p>What conversations cost, and which bookings they bring.</p>
              </header>
              <div className="form">
                <div className="pair">
                  {amount('agentHourAmount')}
                  {amount('toolsMonthAmount')}
                </div>
                <div className="pair">{thousands.map(amount)}</div>
                <p className="muted t13">
                  Prices by your provider’s list; 0 leaves messages without a price. Answers within 24 hours
                  are free on WhatsApp. A new price counts for messages from now on.
                </p>
                <div className="pair">{number('creditDays', 'days', 'After the last message.')}</div>
              </div>
            </div>
          </fieldset>
          {mayManage && (
            <div className="form">
              <div className="acts">
                <Button type="submit" tone="primary">
                  Save
                </Button>
              </div>
            </div>
          )}
        </Form>
      </FormResult>
    </div>
  )
}

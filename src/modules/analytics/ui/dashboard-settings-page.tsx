import './dashboard.css'
import { Form, Link } from 'react-router'
import type { InputOf } from '#values/endpoint.ts'
import { serverApi } from '#web/api.ts'
import { type FormValues, formInput, refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'
import { TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import { getDashboardSettings, updateDashboardSettings } from '../contract/settings.ts'
import { type ThresholdFields, thresholdFields, thresholdsOf } from '../domain/threshold-form.ts'
import type { Route } from './+types/dashboard-settings-page'

export const handle: PageHandle = {
  title: 'Dashboards',
  parent: { to: '/settings/organization', label: 'Settings' },
}
export const meta: Route.MetaFunction = () => [{ title: 'Dashboards · Settings · Frontdesk' }]

export function loader({ context }: Route.LoaderArgs) {
  return serverApi(context)(getDashboardSettings, {})
}

export async function action({ request, context }: Route.ActionArgs) {
  const input = formInput(await request.formData())
  const typed = (input.thresholds ?? {}) as Record<string, FormValues>
  const { thresholds, faults } = thresholdsOf(typed)
  if (faults.length > 0) {
    const words = { status: 422, code: 'input.invalid', message: 'Some limits are not right.', requestId: '' }
    return refuse({ ok: false, ...words, faults, details: {}, input })
  }
  const settings = { thresholds, refreshSeconds: input.refreshSeconds } as InputOf<
    typeof updateDashboardSettings
  >
  const result = await submit(serverApi(context), updateDashboardSettings, settings)
  return result.ok ? { ok: true as const } : refuse({ ...result, input })
}

/** When figures turn yellow and red, and how often open dashboards ask again. */
export default function DashboardSettingsPage({ loaderData, actionData }: Route.ComponentProps) {
  const mayEdit = useMay('figures.edit')
  const { currency } = useLocale()
  const fields = thresholdFields(loaderData.thresholds, currency)
  const labels = Object.fromEntries(
    fields.flatMap(({ key, name }) => [
      [`thresholds.${key}.warn`, `${name}, yellow`],
      [`thresholds.${key}.bad`, `${name}, red`],
    ]),
  )
  const isUsual = ({ usual, isOwn }: ThresholdFields) => Boolean(usual.warn) || isOwn
  return (
    <>
      <PageHead
        title="Dashboards"
        lead="When figures turn yellow and red, and how often open dashboards ask again."
      />
      <FormResult result={actionData}>
        <Form method="post" noValidate>
          <fieldset disabled={!mayEdit} className="card">
            <div className="dash-set">
              <header>
                <h2>Refresh</h2>
                <p>Changes are gathered for so long before open dashboards ask again. One second is live.</p>
              </header>
              <div className="form">
                <ErrorSummary result={actionData} labels={{ refreshSeconds: 'At most once in', ...labels }} />
                <div className="pair">
                  <TextField
                    name="refreshSeconds"
                    label="At most once in"
                    inputMode="numeric"
                    suffix="seconds"
                    help="From 1 to 30."
                    defaultValue={String(loaderData.refreshSeconds)}
                  />
                </div>
              </div>
            </div>
            <div className="dash-set">
              <header>
                <h2>Limits</h2>
                <p>
                  Beyond yellow a figure needs attention, beyond red it is bad. Empty fields follow the usual
                  limits.
                </p>
              </header>
              <div className="form limits">
                {fields.filter(isUsual).map((one) => (
                  <LimitFields key={one.key} field={one} />
                ))}
                <details>
                  <summary>Limits for further figures</summary>
                  <div className="limits">
                    {fields
                      .filter((one) => !isUsual(one))
                      .map((one) => (
                        <LimitFields key={one.key} field={one} />
                      ))}
                  </div>
                </details>
              </div>
            </div>
            <div className="dash-set">
              <header>
                <h2>Costs and time saved</h2>
                <p>What an hour, the tools and a message cost, for the cost per conversation.</p>
              </header>
              <div className="form">
                <p>
                  Costs stand in the{' '}
                  <Link className="link" to="/settings/inbox">
                    inbox rules
                  </Link>
                  . The time that the bot saves needs no setting: it is reckoned with your own median working
                  time per conversation.
                </p>
              </div>
            </div>
          </fieldset>
          {mayEdit && (
            <div className="dash-save">
              <div className="acts">
                <Button type="submit" tone="primary">
                  Save limits
                </Button>
                {actionData?.ok && (
                  <div role="status">
                    <Banner tone="good">Saved. Dashboards follow these limits at once.</Banner>
                  </div>
                )}
              </div>
            </div>
          )}
        </Form>
      </FormResult>
    </>
  )
}

function LimitFields({ field }: { field: ThresholdFields }) {
  const { key: metric, name, sentence, better, suffix, warn, bad, usual } = field
  const word = better === 'up' ? 'below' : 'above'
  const input = (limit: 'warn' | 'bad', label: string, value: string) => (
    <TextField
      name={`thresholds.${metric}.${limit}`}
      label={label}
      inputMode="decimal"
      suffix={suffix || undefined}
      placeholder={usual[limit]}
      defaultValue={value}
    />
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a legend cannot stand beside the fields of its set
    <div role="group" aria-labelledby={`limit-${metric}`} className="limit">
      <div>
        <p className="m" id={`limit-${metric}`}>
          {name}
        </p>
        <p className="muted t12">{sentence}</p>
      </div>
      {input('warn', `Yellow ${word}`, warn)}
      {input('bad', `Red ${word}`, bad)}
    </div>
  )
}

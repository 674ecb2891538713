import { Form, redirect, useNavigation } from 'react-router'
import { serverApi } from '#web/api.ts'
import { refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'
import { CheckField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { getDemo, removeDemoData, setSimulator } from '../contract/demo.ts'
import type { Route } from './+types/demo-page'

export const handle: PageHandle = {
  title: 'Demonstration',
  parent: { to: '/settings/organization', label: 'Settings' },
}

export async function loader({ context }: Route.LoaderArgs) {
  return serverApi(context)(getDemo, {})
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData()
  const api = serverApi(context)
  if (form.get('act') === 'remove') {
    if (form.get('sure') !== 'true') return { unsure: true as const }
    const removed = await submit(api, removeDemoData, {})
    return removed.ok ? redirect('/today') : refuse(removed)
  }
  const switched = await submit(api, setSimulator, { on: form.get('on') === 'true' })
  return switched.ok ? redirect('/settings/demo') : refuse(switched)
}

export default function DemoPage({ loaderData, actionData }: Route.ComponentProps) {
  const isBusy = useNavigation().state === 'submitting'
  const { isDemo, simulates } = loaderData
  return (
    <>
      <PageHead
        title="Demonstration"
        lead="Everything you see was made up, so that you can try the product before your own data is in it."
      />
      {!isDemo ? (
        <div className="card">
          <EmptyState icon="check-circle" title="This is not a demonstration any more">
            What is here is yours.
          </EmptyState>
        </div>
      ) : (
        <FormResult result={actionData}>
          <div className="stack s16">
            <ErrorSummary result={actionData} />
            <section className="card pad stack s8" aria-labelledby="sim">
              <h2 id="sim">Simulated customers</h2>
              <p className="muted">
                Every few seconds somebody looks for a time, books, or cancels, through the same public API
                that your web site would use. Others write by WhatsApp, SMS and web chat, as many as the hour
                suggests, and go on when they are answered. Watch it on Today, in the calendar and in the
                inbox. Nothing leaves this machine.
              </p>
              <Form method="post">
                <input type="hidden" name="on" value={simulates ? 'false' : 'true'} />
                <Button type="submit" tone={simulates ? 'plain' : 'primary'} busy={isBusy}>
                  {simulates ? 'Switch them off' : 'Switch them on'}
                </Button>
              </Form>
              {simulates && <Banner tone="good">Simulated customers are booking and writing now.</Banner>}
            </section>
            <section className="card pad stack s8" aria-labelledby="remove">
              <h2 id="remove">Start with your own data</h2>
              <p className="muted">
                Removes every client, visit, payment, message, service and person of the demonstration. Your
                team, roles and settings stay. This cannot be undone; make a backup first if you want to come
                back.
              </p>
              <Form method="post" className="stack s8">
                <input type="hidden" name="act" value="remove" />
                <CheckField
                  name="sure"
                  label="Yes, remove all demonstration data"
                  error={actionData && 'unsure' in actionData ? 'Tick this box first.' : undefined}
                />
                <div className="row">
                  <Button type="submit" tone="danger" busy={isBusy}>
                    Remove demonstration data
                  </Button>
                </div>
              </Form>
            </section>
          </div>
        </FormResult>
      )}
    </>
  )
}

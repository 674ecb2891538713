import { Form, redirect, useSearchParams } from 'react-router'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'
import { type Column, DataGrid } from '#web/kit/data-grid.tsx'
import { TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { PageHead, SectionHead } from '#web/kit/page-head.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import { When } from '#web/kit/when.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import * as contract from '../contract.ts'
import type { Route } from './+types/webhook-page'
import { DeliveryStatus, lastAnswer } from './delivery-status.tsx'
import { EventPicker } from './event-picker.tsx'
import { SecretOnce } from './secret-once.tsx'
import { WebhookDanger } from './webhook-danger.tsx'
import './operations.css'

export const handle: PageHandle = {
  title: (data) => (data as { webhook?: contract.Webhook } | undefined)?.webhook?.description || 'Webhook',
  parent: { to: '/settings/webhooks', label: 'Webhooks' },
}

const STATES = ['waiting', 'delivered', 'failed'] as const
type State = (typeof STATES)[number]

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const api = serverApi(context)
  const { webhookId } = params
  const search = new URL(request.url).searchParams
  const status = STATES.find((state) => state === search.get('status'))
  const cursor = search.get('cursor') ?? undefined
  const [webhook, events, deliveries] = await Promise.all([
    api(contract.getWebhook, { webhookId }),
    api(contract.listWebhookEvents, {}),
    api(contract.listDeliveries, { webhookId, status, cursor, limit: 50 }),
  ])
  return { webhook, events: events.items, deliveries }
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const api = serverApi(context)
  const { webhookId } = params
  const { intent, ...input } = formInput(await request.formData())
  switch (intent) {
    case 'delete': {
      const result = await submit(api, contract.deleteWebhook, { webhookId })
      return result.ok ? redirect('/settings/webhooks') : refuse(result)
    }
    case 'rotate': {
      const result = await submit(api, contract.rotateWebhookSecret, { webhookId })
      return result.ok ? { ok: true as const, secret: result.output.secret } : refuse(result)
    }
    case 'test': {
      const result = await submit(api, contract.testWebhook, { webhookId })
      return result.ok
        ? { ok: true as const, words: 'The test is on its way. Its result appears in the log below.' }
        : refuse(result)
    }
    case 'pause':
    case 'resume': {
      const result = await submit(api, contract.updateWebhook, { webhookId, isActive: intent === 'resume' })
      return result.ok
        ? { ok: true as const, words: intent === 'pause' ? 'Paused.' : 'Running again.' }
        : refuse(result)
    }
    default: {
      const result = await submit(api, contract.updateWebhook, { description: '', ...input, webhookId })
      return result.ok ? { ok: true as const, words: 'Saved.' } : refuse(result)
    }
  }
}

const columns: Column<contract.Delivery>[] = [
  { key: 'event', label: 'Event', render: ({ eventName }) => <span className="cut">{eventName}</span> },
  {
    key: 'status',
    label: 'State',
    width: '170px',
    render: (delivery) => <DeliveryStatus delivery={delivery} />,
  },
  {
    key: 'answer',
    label: 'Last answer',
    hideOnPhone: true,
    render: ({ lastTry }) => <span className="cut muted">{lastAnswer(lastTry)}</span>,
  },
  {
    key: 'tries',
    label: 'Tries',
    width: '70px',
    isNumber: true,
    hideOnPhone: true,
    render: ({ tries }) => tries,
  },
  {
    key: 'at',
    label: 'When',
    width: '140px',
    hideOnPhone: true,
    render: ({ createdAt }) => <When at={createdAt} />,
  },
]

/** One webhook: its log first, then its settings. */
export default function WebhookPage({ loaderData, actionData }: Route.ComponentProps) {
  useLiveRevalidate(['jobs'])
  const { webhook, events, deliveries } = loaderData
  const done = actionData?.ok ? actionData : undefined
  return (
    <div className="stack">
      <PageHead
        title={webhook.description || 'Webhook'}
        lead={
          <>
            {webhook.url} {!webhook.isActive && <StatusPill>Paused</StatusPill>}
          </>
        }
        actions={<Acts webhook={webhook} />}
      />
      {done?.secret && <SecretOnce secret={done.secret} />}
      {done?.words && <Banner tone="good">{done.words}</Banner>}
      <section aria-labelledby="log">
        <SectionHead id="log" title="Deliveries" end={<StateFilter />} />
        <DataGrid
          label="Deliveries"
          columns={columns}
          rows={deliveries.items}
          rowKey={({ id }) => id}
          rowTo={({ id }) => `/settings/webhooks/${webhook.id}/deliveries/${id}`}
          total={deliveries.total}
          nextCursor={deliveries.nextCursor}
          noun="deliveries"
          empty={
            <EmptyState icon="bolt" title="Nothing sent yet">
              As soon as one of the chosen events happens it appears here with the receiver’s answer. Send a
              test to try the address now.
            </EmptyState>
          }
        />
      </section>
      <FormResult result={actionData}>
        <Form method="post" className="form card pad" key={webhook.id}>
          <SectionHead title="Settings" />
          <ErrorSummary
            result={actionData}
            labels={{ url: 'Address', description: 'Name', events: 'Events' }}
          />
          <TextField name="url" label="Address" type="url" autoComplete="off" defaultValue={webhook.url} />
          <TextField
            name="description"
            label="Name"
            optional
            autoComplete="off"
            defaultValue={webhook.description}
          />
          <EventPicker events={events} chosen={webhook.events} />
          <div className="acts">
            <Button type="submit" tone="primary" name="intent" value="save">
              Save
            </Button>
          </div>
        </Form>
      </FormResult>
      <WebhookDanger />
    </div>
  )
}

function Acts({ webhook }: { webhook: contract.Webhook }) {
  return (
    <Form method="post" className="row">
      <Button type="submit" name="intent" value={webhook.isActive ? 'pause' : 'resume'}>
        {webhook.isActive ? 'Pause' : 'Let it run'}
      </Button>
      <Button type="submit" tone="primary" name="intent" value="test">
        Send test
      </Button>
    </Form>
  )
}

const stateWords: Record<State, string> = { waiting: 'Waiting', delivered: 'Delivered', failed: 'Failed' }

/** A plain form, so that it works without JavaScript. */
function StateFilter() {
  const [search] = useSearchParams()
  return (
    <Form method="get" className="row">
      <label className="vh" htmlFor="status">
        State
      </label>
      <select
        id="status"
        name="status"
        className="input"
        defaultValue={search.get('status') ?? ''}
        onChange={(event) => event.currentTarget.form?.requestSubmit()}
      >
        <option value="">All states</option>
        {STATES.map((state) => (
          <option key={state} value={state}>
            {stateWords[state]}
          </option>
        ))}
      </select>
      <noscript>
        <Button type="submit" size="sm">
          Show
        </Button>
      </noscript>
    </Form>
  )
}

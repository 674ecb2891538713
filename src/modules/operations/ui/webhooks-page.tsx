import { serverApi } from '#web/api.ts'
import { LinkButton } from '#web/kit/button.tsx'
import { type Column, DataGrid } from '#web/kit/data-grid.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import { When } from '#web/kit/when.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { listWebhooks, type Webhook } from '../contract.ts'
import type { Route } from './+types/webhooks-page'
import { describeEvents } from './words.ts'

export const handle: PageHandle = { title: 'Webhooks' }

export async function loader({ context }: Route.LoaderArgs) {
  return serverApi(context)(listWebhooks, {})
}

const columns: Column<Webhook>[] = [
  {
    key: 'url',
    label: 'Address',
    render: ({ url, description }) => (
      <span className="cut" title={url}>
        {description || url.replace(/^https?:\/\//, '')}
      </span>
    ),
  },
  {
    key: 'events',
    label: 'Events',
    width: '180px',
    hideOnPhone: true,
    render: ({ events }) => describeEvents(events),
  },
  { key: 'state', label: 'State', width: '130px', render: (webhook) => <WebhookState webhook={webhook} /> },
  {
    key: 'week',
    label: 'Delivered, 7 days',
    width: '130px',
    isNumber: true,
    hideOnPhone: true,
    render: ({ week }) => week.delivered,
  },
  {
    key: 'last',
    label: 'Last delivered',
    width: '140px',
    hideOnPhone: true,
    render: ({ lastDeliveredAt }) =>
      lastDeliveredAt ? <When at={lastDeliveredAt} /> : <span className="muted">Never</span>,
  },
]

/** Where events go, and whether they arrive. */
export default function WebhooksPage({ loaderData: { items } }: Route.ComponentProps) {
  useLiveRevalidate(['jobs'])
  const add = (
    <LinkButton tone="primary" icon="plus" to="/settings/webhooks/new">
      Add webhook
    </LinkButton>
  )
  return (
    <>
      <PageHead
        title="Webhooks"
        lead="Frontdesk tells other programs what happens here: signed, retried and logged."
        actions={items.length > 0 && add}
      />
      <DataGrid
        label="Webhooks"
        columns={columns}
        rows={items}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/settings/webhooks/${id}`}
        total={items.length}
        noun="webhooks"
        empty={
          <EmptyState icon="bolt" title="No webhooks yet" action={add}>
            Add the address of a program that should hear of bookings, payments or clients as they happen.
          </EmptyState>
        }
      />
    </>
  )
}

function WebhookState({ webhook: { isActive, week } }: { webhook: Webhook }) {
  if (!isActive) return <StatusPill>Paused</StatusPill>
  if (week.failed > 0) return <StatusPill tone="bad">{week.failed} failed</StatusPill>
  if (week.waiting > 0) return <StatusPill tone="warn">{week.waiting} waiting</StatusPill>
  return <StatusPill tone="good">Active</StatusPill>
}

import { Outlet, useSearchParams } from 'react-router'
import { serverApi } from '#web/api.ts'
import { Banner } from '#web/kit/banner.tsx'
import { LinkButton } from '#web/kit/button.tsx'
import { type Column, DataGrid } from '#web/kit/data-grid.tsx'
import { FilterBar } from '#web/kit/filter-bar.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import { When } from '#web/kit/when.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { listMessages, type Message, MessageStatus } from '../contract.ts'
import type { Route } from './+types/outbox-page'
import { messageLook } from './message-look.ts'

export const handle: PageHandle = { title: 'Outbox' }
export const meta: Route.MetaFunction = () => [{ title: 'Outbox · Frontdesk' }]

export function loader({ context, request }: Route.LoaderArgs) {
  const search = new URL(request.url).searchParams
  return serverApi(context)(listMessages, {
    q: search.get('q')?.slice(0, 100) || undefined,
    status: MessageStatus.options.filter((status) => search.getAll('status').includes(status)),
    cursor: search.get('cursor') ?? undefined,
  })
}

const columns: Column<Message>[] = [
  { key: 'subject', label: 'Subject', render: ({ subject }) => <span className="cut">{subject}</span> },
  {
    key: 'to',
    label: 'To',
    width: '26%',
    hideOnPhone: true,
    render: ({ toName, toAddress }) => (
      <span className="cut" title={toAddress}>
        {toName || toAddress} {toName && <span className="muted">{toAddress}</span>}
      </span>
    ),
  },
  {
    key: 'template',
    label: 'Message',
    width: '150px',
    hideOnPhone: true,
    render: ({ templateName }) => templateName,
  },
  {
    key: 'status',
    label: 'State',
    width: '170px',
    render: (message) => <MessageState message={message} />,
  },
  {
    key: 'createdAt',
    label: 'Written',
    width: '130px',
    hideOnPhone: true,
    render: ({ createdAt }) => <When at={createdAt} />,
  },
]

function MessageState({ message: { status, attempts, nextTryAt } }: { message: Message }) {
  const { word, ...look } = messageLook[status]
  const isRetrying = status === 'queued' && attempts > 0 && nextTryAt
  return (
    <span className="row">
      <StatusPill {...look}>{word}</StatusPill>
      {isRetrying && (
        <span className="muted t12">
          again <When at={nextTryAt} />
        </span>
      )}
    </span>
  )
}

/** Every message Frontdesk wrote, with what became of it; a row opens the message. */
export default function OutboxPage({ loaderData }: Route.ComponentProps) {
  useLiveRevalidate(['messages'])
  const [search] = useSearchParams()
  const query = search.size > 0 ? `?${search}` : ''
  const { items, total, nextCursor, failed, hasMailServer } = loaderData
  return (
    <>
      <PageHead
        title="Outbox"
        lead="Confirmations, reminders and other messages, with what became of each."
        actions={<LinkButton to="/settings/templates">Change the texts</LinkButton>}
      />
      <div className="stack">
        {!hasMailServer && (
          <Banner tone="info">
            No mail server is set, so messages are kept here and nobody receives them. Set SMTP_URL to send
            them.
          </Banner>
        )}
        {failed > 0 && !search.has('status') && (
          <Banner
            tone="bad"
            actions={
              <LinkButton size="sm" to="?status=failed">
                Show
              </LinkButton>
            }
          >
            {failed === 1
              ? 'One message could not be delivered.'
              : `${failed} messages could not be delivered.`}
          </Banner>
        )}
        <div>
          <FilterBar
            filters={[
              { kind: 'search', name: 'q', label: 'Receiver or subject' },
              {
                kind: 'multi',
                name: 'status',
                label: 'State',
                options: MessageStatus.options.map((value) => ({ value, label: messageLook[value].word })),
              },
            ]}
          />
          <DataGrid
            label="Messages"
            columns={columns}
            rows={items}
            rowKey={({ id }) => id}
            rowTo={({ id }) => `/outbox/${id}${query}`}
            total={total}
            nextCursor={nextCursor}
            noun="messages"
            empty={<NoMessages isFiltered={search.has('q') || search.has('status')} />}
          />
        </div>
      </div>
      <Outlet />
    </>
  )
}

function NoMessages({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <EmptyState
        icon="search"
        title="Nothing matches"
        action={<LinkButton to="?">Clear the filter</LinkButton>}
      >
        Try a part of the receiver’s name or address, or another state.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon="outbox"
      title="Nothing written yet"
      action={<LinkButton to="/settings/templates">Look at the texts</LinkButton>}
    >
      With the first booking, its confirmation appears here.
    </EmptyState>
  )
}

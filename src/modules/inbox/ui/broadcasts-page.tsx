import { useSearchParams } from 'react-router'
import { serverApi } from '#web/api.ts'
import { Banner } from '#web/kit/banner.tsx'
import { LinkButton } from '#web/kit/button.tsx'
import { type Column, DataGrid } from '#web/kit/data-grid.tsx'
import { Money } from '#web/kit/money.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { When } from '#web/kit/when.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import { type Broadcast, listBroadcasts } from '../contract/broadcasts.ts'
import type { Route } from './+types/broadcasts-page'
import { BroadcastState, share } from './broadcast-look.tsx'

export const handle: PageHandle = { title: 'Broadcasts' }
export const meta: Route.MetaFunction = () => [{ title: 'Broadcasts · Frontdesk' }]

export async function loader({ context, request }: Route.LoaderArgs) {
  const cursor = new URL(request.url).searchParams.get('cursor') ?? undefined
  return serverApi(context)(listBroadcasts, { cursor })
}

const columns: Column<Broadcast>[] = [
  { key: 'name', label: 'Name', render: ({ name }) => <span className="cut">{name}</span> },
  {
    key: 'state',
    label: 'State',
    width: '130px',
    render: ({ status }) => <BroadcastState status={status} />,
  },
  {
    key: 'channel',
    label: 'Channel',
    hideOnPhone: true,
    render: ({ channelName }) => <span className="cut muted">{channelName}</span>,
  },
  {
    key: 'when',
    label: 'When',
    width: '170px',
    hideOnPhone: true,
    render: ({ startedAt, scheduledAt, createdAt }) => (
      <When at={startedAt ?? scheduledAt ?? createdAt} style="date-time" />
    ),
  },
  {
    key: 'people',
    label: 'People',
    width: '90px',
    isNumber: true,
    render: ({ results }) => (results.recipients - results.skipped).toLocaleString('en-GB'),
  },
  {
    key: 'delivered',
    label: 'Arrived',
    width: '90px',
    isNumber: true,
    hideOnPhone: true,
    render: ({ results }) => share(results.delivered, results.sent),
  },
  {
    key: 'read',
    label: 'Read',
    width: '80px',
    isNumber: true,
    hideOnPhone: true,
    render: ({ results }) => share(results.read, results.delivered),
  },
  {
    key: 'replied',
    label: 'Answered',
    width: '90px',
    isNumber: true,
    hideOnPhone: true,
    render: ({ results }) => results.replied,
  },
  {
    key: 'revenue',
    label: 'Bookings',
    width: '150px',
    isNumber: true,
    hideOnPhone: true,
    render: ({ results }) => (
      <>
        {results.conversions} · <Money minor={results.revenue} whole />
      </>
    ),
  },
]

/** Messages to many, with what each brought in. */
export default function BroadcastsPage({ loaderData }: Route.ComponentProps) {
  useLiveRevalidate(['broadcasts'])
  const maySend = useMay('broadcast.send')
  const [search] = useSearchParams()
  const create = maySend && (
    <LinkButton tone="primary" icon="plus" to="/broadcasts/new/edit">
      New broadcast
    </LinkButton>
  )
  return (
    <div className="stack">
      <PageHead
        title="Broadcasts"
        lead="One message to many clients, and what came of it."
        actions={create}
      />
      {search.has('deleted') && <Banner tone="good">The draft is deleted.</Banner>}
      <DataGrid
        label="Broadcasts"
        noun="broadcasts"
        columns={columns}
        rows={loaderData.items}
        rowKey={({ id }) => id}
        rowTo={({ id, status }) => (status === 'draft' ? `/broadcasts/${id}/edit` : `/broadcasts/${id}`)}
        total={loaderData.total}
        nextCursor={loaderData.nextCursor}
        empty={
          <EmptyState icon="send" title="Nothing was sent to many yet" action={create}>
            Choose clients by tag, place or last visit, write to them with an approved text, and see who
            books.
          </EmptyState>
        }
      />
    </div>
  )
}

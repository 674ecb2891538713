import { Link, Outlet, useSearchParams } from 'react-router'
import { serverApi } from '#web/api.ts'
import { LinkButton } from '#web/kit/button.tsx'
import { type Column, DataGrid } from '#web/kit/data-grid.tsx'
import { FilterBar } from '#web/kit/filter-bar.tsx'
import { KpiBand, KpiTile } from '#web/kit/kpi.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import { When } from '#web/kit/when.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import { listAgents } from '../contract/agents.ts'
import { listTickets, type Ticket } from '../contract/tickets.ts'
import { Priority, TicketStatus } from '../contract/words.ts'
import type { Route } from './+types/tickets-page'
import { ticketLook, ticketPriorityLook } from './ticket-look.ts'

export const handle: PageHandle = { title: 'Tickets' }
export const meta: Route.MetaFunction = () => [{ title: 'Tickets · Frontdesk' }]

const sorts = ['priority', '-priority', 'created', '-created', '-resolved'] as const

export async function loader({ context, request }: Route.LoaderArgs) {
  const api = serverApi(context)
  const search = new URL(request.url).searchParams
  const sort = sorts.find((one) => one === search.get('sort'))
  const [list, agents] = await Promise.all([
    api(listTickets, {
      q: search.get('q')?.slice(0, 100) || undefined,
      status: TicketStatus.options.filter((one) => search.getAll('status').includes(one)),
      priority: Priority.options.filter((one) => search.getAll('priority').includes(one)),
      assigneeId: search.getAll('assigneeId').slice(0, 50),
      clientId: search.get('clientId') ?? undefined,
      cursor: search.get('cursor') ?? undefined,
      ...(sort && { sort }),
    }),
    api(listAgents, {}),
  ])
  return { ...list, agents: agents.items.map(({ memberId, name }) => ({ value: memberId, label: name })) }
}

const columns: Column<Ticket>[] = [
  { key: 'title', label: 'Ticket', render: (ticket) => <TicketTitle ticket={ticket} /> },
  {
    key: 'priority',
    label: 'Priority',
    width: '120px',
    sort: 'priority',
    render: ({ priority }) => {
      const { word, ...look } = ticketPriorityLook[priority]
      return <StatusPill {...look}>{word}</StatusPill>
    },
  },
  {
    key: 'status',
    label: 'State',
    width: '120px',
    hideOnPhone: true,
    render: ({ status }) => {
      const { word, ...look } = ticketLook[status]
      return <StatusPill {...look}>{word}</StatusPill>
    },
  },
  {
    key: 'for',
    label: 'For',
    width: '18%',
    hideOnPhone: true,
    render: ({ contactName, conversationId }) =>
      conversationId ? (
        <Link className="link cut" to={`/inbox/${conversationId}`}>
          {contactName || 'Conversation'}
        </Link>
      ) : (
        <span className="cut">{contactName}</span>
      ),
  },
  {
    key: 'assignee',
    label: 'With',
    width: '16%',
    hideOnPhone: true,
    render: ({ assigneeName }) => assigneeName ?? <span className="muted">Nobody</span>,
  },
  {
    key: 'createdAt',
    label: 'Opened',
    width: '150px',
    sort: 'created',
    hideOnPhone: true,
    render: ({ createdAt }) => <When at={createdAt} />,
  },
]

function TicketTitle({ ticket: { number, title } }: { ticket: Ticket }) {
  return (
    <span className="cut">
      <span className="muted num">T-{number}</span> {title}
    </span>
  )
}

/** Tickets by priority; a row opens the ticket. */
export default function TicketsPage({ loaderData }: Route.ComponentProps) {
  useLiveRevalidate(['tickets'])
  const [search] = useSearchParams()
  const maySend = useMay('message.send')
  const { items, total, nextCursor, counts, agents } = loaderData
  const query = search.size > 0 ? `?${search}` : ''
  return (
    <>
      <PageHead
        title="Tickets"
        lead="What is to be done for customers and outlives a conversation."
        actions={
          maySend && (
            <LinkButton to={`/tickets/new${query}`} tone="primary" icon="plus">
              New ticket
            </LinkButton>
          )
        }
      />
      <div className="stack">
        <KpiBand label="Tickets that are not resolved">
          <KpiTile label="Open" value={counts.open} to="?status=open" />
          <KpiTile label="Waiting for somebody" value={counts.pending} to="?status=pending" />
          <KpiTile label="Urgent" value={counts.urgent} to="?priority=urgent" />
          <KpiTile label="High priority" value={counts.high} to="?priority=high" />
        </KpiBand>
        <div>
          <FilterBar
            filters={[
              { kind: 'search', name: 'q', label: 'Title or number' },
              {
                kind: 'multi',
                name: 'status',
                label: 'State',
                options: TicketStatus.options.map((value) => ({ value, label: ticketLook[value].word })),
              },
              {
                kind: 'multi',
                name: 'priority',
                label: 'Priority',
                options: Priority.options.map((value) => ({ value, label: ticketPriorityLook[value].word })),
              },
              {
                kind: 'multi',
                name: 'assigneeId',
                label: 'With',
                options: [{ value: 'unassigned', label: 'Nobody' }, ...agents],
              },
            ]}
          />
          <DataGrid
            label="Tickets"
            columns={columns}
            rows={items}
            rowKey={({ id }) => id}
            rowTo={({ id }) => `/tickets/${id}${query}`}
            total={total}
            nextCursor={nextCursor}
            noun="tickets"
            empty={<NoTickets isFiltered={search.size > 0} />}
          />
        </div>
      </div>
      <Outlet />
    </>
  )
}

function NoTickets({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <EmptyState
        icon="search"
        title="Nothing matches"
        action={<LinkButton to="?">Clear the filter</LinkButton>}
      >
        Try another state, or fewer filters.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon="ticket" title="No open tickets">
      Open one from a conversation, or here.
    </EmptyState>
  )
}

import './identity.css'
import { serverApi } from '#web/api.ts'
import { PersonChip } from '#web/kit/avatar.tsx'
import { type Column, DataGrid } from '#web/kit/data-grid.tsx'
import { FilterBar } from '#web/kit/filter-bar.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import { When } from '#web/kit/when.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { roles } from '../contract/permissions.ts'
import { listMembers, type Member } from '../contract/team.ts'
import { describeRole } from '../domain/permissions.ts'
import type { Route } from './+types/team-page'
import { TeamHead } from './team-head.tsx'

export const handle: PageHandle = { title: 'Team' }
export const meta: Route.MetaFunction = () => [{ title: 'Team · Frontdesk' }]

export function loader({ context, url }: Route.LoaderArgs) {
  const given = (name: string) => url.searchParams.get(name) || undefined
  const [q, role, status, cursor] = ['q', 'role', 'status', 'cursor'].map(given)
  return serverApi(context)(listMembers, { q, role, status, cursor } as Parameters<
    typeof listMembers.input.parse
  >[0] & {})
}

const columns: Column<Member>[] = [
  {
    key: 'name',
    label: 'Name',
    render: (member) => <PersonChip name={member.name} src={member.avatarUrl} detail={member.email} />,
  },
  {
    key: 'roles',
    label: 'Roles',
    hideOnPhone: true,
    render: (member) => member.roles.map((role) => describeRole(role).name).join(', '),
  },
  {
    key: 'status',
    label: 'Status',
    width: '132px',
    render: (member) =>
      member.status === 'active' ? (
        <StatusPill tone="good" plain>
          Active
        </StatusPill>
      ) : (
        <StatusPill tone="warn">Suspended</StatusPill>
      ),
  },
  {
    key: 'seen',
    label: 'Last seen',
    width: '140px',
    hideOnPhone: true,
    render: (member) =>
      member.lastSeenAt ? <When at={member.lastSeenAt} /> : <span className="muted">Not yet</span>,
  },
]

export default function TeamPage({ loaderData }: Route.ComponentProps) {
  useLiveRevalidate(['members'])
  return (
    <>
      <TeamHead lead="Who works here, and what each may see and do." />
      <FilterBar
        filters={[
          { kind: 'search', name: 'q', label: 'Name or e-mail address' },
          {
            kind: 'select',
            name: 'role',
            label: 'Role',
            any: 'Every role',
            options: roles.map((role) => ({ value: role, label: describeRole(role).name })),
          },
          {
            kind: 'select',
            name: 'status',
            label: 'Status',
            any: 'Active and suspended',
            options: [
              { value: 'active', label: 'Active' },
              { value: 'suspended', label: 'Suspended' },
            ],
          },
        ]}
      />
      <DataGrid
        label="Team"
        columns={columns}
        rows={loaderData.items}
        rowKey={(member) => member.id}
        rowTo={(member) => `/settings/team/${member.id}`}
        total={loaderData.total}
        nextCursor={loaderData.nextCursor}
        noun="people"
        empty={
          <EmptyState icon="people" title="Nobody matches">
            Change the filters to see more of your team.
          </EmptyState>
        }
      />
    </>
  )
}

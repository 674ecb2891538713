import { serverApi } from '#web/api.ts'
import { LinkButton } from '#web/kit/button.tsx'
import { type Column, DataGrid } from '#web/kit/data-grid.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import { When } from '#web/kit/when.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { listTemplates } from '../contract.ts'
import type { Route } from './+types/templates-page'

export const handle: PageHandle = { title: 'Messages' }
export const meta: Route.MetaFunction = () => [{ title: 'Messages · Frontdesk' }]

export function loader({ context }: Route.LoaderArgs) {
  return serverApi(context)(listTemplates, {})
}

type Row = Route.ComponentProps['loaderData']['items'][number]

const columns: Column<Row>[] = [
  {
    key: 'name',
    label: 'Message',
    render: ({ name, purpose }) => (
      <span className="stack s4">
        <span>{name}</span>
        <span className="muted t12">{purpose}</span>
      </span>
    ),
  },
  {
    key: 'text',
    label: 'Text',
    width: '130px',
    render: ({ isChanged }) =>
      isChanged ? (
        <StatusPill tone="brand" plain>
          Your own
        </StatusPill>
      ) : (
        <span className="muted">Default</span>
      ),
  },
  {
    key: 'updated',
    label: 'Changed',
    width: '220px',
    hideOnPhone: true,
    render: ({ updatedAt, updatedBy }) =>
      updatedAt && (
        <span className="cut">
          <When at={updatedAt} style="date" /> <span className="muted">{updatedBy}</span>
        </span>
      ),
  },
]

/** The messages Frontdesk writes by itself; a row opens its text. */
export default function TemplatesPage({ loaderData: { items } }: Route.ComponentProps) {
  return (
    <>
      <PageHead
        title="Messages"
        lead="What Frontdesk writes to clients and colleagues. Every text can be your own."
        actions={<LinkButton to="/outbox">Outbox</LinkButton>}
      />
      <DataGrid
        label="Message templates"
        columns={columns}
        rows={items}
        rowKey={({ key }) => key}
        rowTo={({ key }) => `/settings/templates/${key}`}
        total={items.length}
        noun="messages"
        empty={null}
      />
    </>
  )
}

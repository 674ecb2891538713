import './identity.css'
import type { InputOf } from '#values/endpoint.ts'
import { serverApi } from '#web/api.ts'
import { type Column, DataGrid } from '#web/kit/data-grid.tsx'
import { FilterBar } from '#web/kit/filter-bar.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { When } from '#web/kit/when.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { type AuditEntry, listAudit } from '../contract/audit.ts'
import { listMembers } from '../contract/team.ts'
import type { Route } from './+types/audit-page'

export const handle: PageHandle = { title: 'Audit log' }
export const meta: Route.MetaFunction = () => [{ title: 'Audit log · Frontdesk' }]

const filterNames = ['q', 'memberId', 'recordType', 'recordId', 'from', 'to', 'cursor'] as const

export async function loader({ context, url }: Route.LoaderArgs) {
  const api = serverApi(context)
  const given = filterNames.flatMap((name) => {
    const value = url.searchParams.get(name)
    return value ? [[name, value]] : []
  })
  const [log, team] = await Promise.all([
    api(listAudit, Object.fromEntries(given) as InputOf<typeof listAudit>),
    api(listMembers, { limit: 200 }),
  ])
  return { log, team: team.items.map(({ id, name }) => ({ value: id, label: name })) }
}

const columns: Column<AuditEntry>[] = [
  { key: 'at', label: 'When', width: '150px', render: (entry) => <When at={entry.at} style="date-time" /> },
  { key: 'actor', label: 'Who', width: '160px', hideOnPhone: true, render: (entry) => entry.actor },
  {
    key: 'summary',
    label: 'What',
    render: (entry) => (
      <span className="audit-what">
        <span className="m">{entry.summary}</span>
        <span className="by muted t12">{entry.actor}</span>
        <Changes entry={entry} />
      </span>
    ),
  },
  {
    key: 'record',
    label: 'Record',
    width: '130px',
    hideOnPhone: true,
    render: (entry) => <span className="muted">{wordsOf(entry.recordType)}</span>,
  },
]

export default function AuditPage({ loaderData }: Route.ComponentProps) {
  const { log, team } = loaderData
  return (
    <>
      <PageHead
        title="Audit log"
        lead="Who changed what, and when. Nothing in here can be changed or removed."
      />
      <FilterBar
        keep={['recordId']}
        filters={[
          { kind: 'search', name: 'q', label: 'Search the log' },
          { kind: 'select', name: 'memberId', label: 'Who', any: 'Everybody', options: team },
          {
            kind: 'select',
            name: 'recordType',
            label: 'Record',
            any: 'Every record',
            options: log.recordTypes.map((type) => ({ value: type, label: wordsOf(type) })),
          },
          { kind: 'dates', from: 'from', to: 'to', label: 'Any day' },
        ]}
      />
      <DataGrid
        label="Audit log"
        columns={columns}
        rows={log.items}
        rowKey={(entry) => entry.id}
        total={log.total}
        nextCursor={log.nextCursor}
        noun="entries"
        empty={
          <EmptyState icon="reports" title="Nothing was noted that matches">
            Choose other days, or clear the filters.
          </EmptyState>
        }
      />
    </>
  )
}

function Changes({ entry }: { entry: AuditEntry }) {
  const fields = Object.entries(entry.changes)
  if (fields.length === 0) return null
  return (
    <details className="changes">
      <summary>
        {fields.length} {fields.length === 1 ? 'field' : 'fields'}
      </summary>
      <dl>
        {fields.map(([field, [before, after]]) => (
          <div key={field}>
            <dt className="m">{wordsOf(field)}</dt>
            <dd>
              <del>{valueWords(before)}</del> → <ins>{valueWords(after)}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

/** `productOrder` and `product_order` in plain words: "Product order". */
function wordsOf(name: string): string {
  const words = name
    .replace(/_/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
  return words[0] ? words[0].toUpperCase() + words.slice(1) : words
}

function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { PersonChip } from '../avatar.tsx'
import { Button } from '../button.tsx'
import { type Column, DataGrid } from '../data-grid.tsx'
import { FilterBar } from '../filter-bar.tsx'
import { formatMoney } from '../money.tsx'
import { SectionHead } from '../page-head.tsx'
import { EmptyState, ErrorState } from '../state.tsx'
import { StatusPill } from '../status-pill.tsx'
import { showToast } from '../toast.tsx'

interface Row {
  id: string
  name: string
  area: string
  visits: number
  paid: number
  isLate: boolean
}

const names = [
  'Hannah Whitcombe',
  'Yusuf Abara',
  'Lena Weiss',
  'Oliver Grant',
  'Caffè Lume',
  'Zoë Priestley-Okonkwo',
]
const rows: Row[] = Array.from({ length: 400 }, (_, index) => ({
  id: `r${index}`,
  name: `${names[index % names.length]}${index < 6 ? '' : ` ${index}`}`,
  area: ['N16', 'E8', 'WC1', 'EC1R'][index % 4]!,
  visits: (index * 7) % 61,
  paid: (index * 4_231) % 428_600,
  isLate: index % 5 === 0,
}))

const columns: Column<Row>[] = [
  { key: 'name', label: 'Client', sort: 'name', render: (row) => <PersonChip name={row.name} /> },
  { key: 'area', label: 'Area', width: '90px', render: (row) => row.area, hideOnPhone: true },
  {
    key: 'state',
    label: 'State',
    width: '140px',
    render: (row) =>
      row.isLate ? <StatusPill tone="warn">Late</StatusPill> : <StatusPill tone="good">Paid</StatusPill>,
  },
  {
    key: 'visits',
    label: 'Visits',
    width: '90px',
    isNumber: true,
    sort: 'visits',
    render: (row) => row.visits,
    hideOnPhone: true,
  },
  {
    key: 'paid',
    label: 'Paid in all',
    width: '120px',
    isNumber: true,
    render: (row) => formatMoney(row.paid, 'GBP'),
  },
]

export function Lists() {
  const [count, setCount] = useState(7)
  const [search] = useSearchParams()
  return (
    <section className="stack s8">
      <SectionHead
        title="Lists"
        end={
          <Button size="sm" onClick={() => setCount(count === 7 ? 400 : 7)}>
            {count === 7 ? '400 rows' : '7 rows'}
          </Button>
        }
      />
      <FilterBar
        filters={[
          { kind: 'search', name: 'q', label: 'Find a client' },
          {
            kind: 'select',
            name: 'state',
            label: 'State',
            any: 'Any state',
            options: [{ value: 'late', label: 'Late' }],
          },
          {
            kind: 'multi',
            name: 'area',
            label: 'Areas',
            options: ['N16', 'E8', 'WC1'].map((area) => ({ value: area, label: area })),
          },
          { kind: 'dates', from: 'from', to: 'to', label: 'Any day' },
        ]}
        views={[{ name: 'Late payers', search: 'state=late' }]}
        onSaveView={(view) => showToast({ tone: 'good', text: `Saved: ${view || 'everything'}` })}
        end={<Button icon="download">Export</Button>}
      />
      <DataGrid
        label="Clients"
        noun="clients"
        columns={columns}
        rows={search.get('q') === 'none' ? [] : rows.slice(0, count)}
        rowKey={rowKey}
        rowTo={rowTo}
        total={1_204}
        nextCursor="abc"
        bulk={(selection, clear) => (
          <Button
            size="sm"
            icon="tag"
            onClick={() =>
              showToast({
                tone: 'good',
                text: `Tagged ${selection.count} clients`,
                undo: async () => clear(),
              })
            }
          >
            Add tag
          </Button>
        )}
        empty={
          <EmptyState icon="search" title="No client matches">
            Change a filter, or clear them all.
          </EmptyState>
        }
      />
      <div className="pair" style={{ marginTop: 16 }}>
        <div className="card">
          <EmptyState
            icon="clients"
            title="No clients yet"
            action={
              <Button tone="primary" icon="plus">
                Add a client
              </Button>
            }
          >
            They appear here by themselves with their first booking.
          </EmptyState>
        </div>
        <div className="card">
          <ErrorState
            title="The list could not be loaded"
            requestId="req-7k3q"
            action={<Button icon="refresh">Try again</Button>}
          >
            We could not reach the database. Nothing is lost.
          </ErrorState>
        </div>
        <DataGrid
          label="Loading"
          noun="rows"
          columns={columns}
          rows={[]}
          rowKey={rowKey}
          total={0}
          isLoading
          empty={null}
        />
      </div>
    </section>
  )
}

const rowKey = (row: Row) => row.id
const rowTo = (row: Row) => `/kit?open=${row.id}`

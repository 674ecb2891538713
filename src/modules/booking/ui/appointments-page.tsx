import './appointments.css'
import { Outlet, useLocation, useSearchParams } from 'react-router'
import { listSavedViews } from '#modules/crm/contract.ts'
import { useSavedViews } from '#modules/crm/ui/public.ts'
import { serverApi } from '#web/api.ts'
import { LinkButton } from '#web/kit/button.tsx'
import { DataGrid } from '#web/kit/data-grid.tsx'
import { type Filter, FilterBar } from '#web/kit/filter-bar.tsx'
import { Money } from '#web/kit/money.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import { listAppointments } from '../contract/appointments.ts'
import { listServices, listStaff } from '../contract/catalogue.ts'
import { listed, statusWords } from '../domain/status.ts'
import type { Route } from './+types/appointments-page'
import { AppointmentsBulk } from './appointments-bulk.tsx'
import { appointmentColumns } from './appointments-columns.tsx'
import { filterOf, sortOf } from './appointments-filter.ts'
import { paymentLook } from './status-look.ts'

export const handle: PageHandle = { title: 'Visits' }
export const meta: Route.MetaFunction = () => [{ title: 'Visits · Frontdesk' }]

const sources = { online: 'Online', office: 'By the office', import: 'Imported' }

export async function loader({ context, request }: Route.LoaderArgs) {
  const api = serverApi(context)
  const search = new URL(request.url).searchParams
  const filter = filterOf(search)
  const cursor = search.get('cursor') ?? undefined
  const [visits, staff, services, views] = await Promise.all([
    api(listAppointments, { ...filter, sort: sortOf(search), cursor }),
    api(listStaff, {}).catch(noneIfForbidden),
    api(listServices, {}).catch(noneIfForbidden),
    api(listSavedViews, { list: 'appointments' }),
  ])
  const names = (list: readonly { id: string; name: string; active: boolean }[]) =>
    list.map(({ id, name, active }) => ({ id, name, active }))
  return {
    visits,
    filter,
    staff: names(staff.items),
    services: names(services.items),
    views: views.items,
  }
}

/** Who may see visits need not see the staff or the services; the list then lacks those filters. */
function noneIfForbidden(error: unknown): { items: [] } {
  if ((error as { status?: number }).status === 403) return { items: [] }
  throw error
}

/** Every visit: found by word, day, person, service, state and payment; a row opens it over the list. */
export default function AppointmentsPage({ loaderData }: Route.ComponentProps) {
  useLiveRevalidate(['appointments', 'payments'])
  const { visits, staff, services, filter } = loaderData
  const { dialog, ...views } = useSavedViews('appointments', loaderData.views)
  const { search } = useLocation()
  const mayBook = useMay('booking.create')
  const mayEdit = useMay('booking.edit')
  const mayExport = useMay('booking.export')
  return (
    <>
      <PageHead
        title="Visits"
        lead="Every visit, whoever booked it."
        actions={
          mayBook && (
            <LinkButton tone="primary" icon="plus" to="/appointments/new">
              New booking
            </LinkButton>
          )
        }
      />
      <FilterBar
        filters={filtersOf(staff, services)}
        {...views}
        keep={['by', 'clientId']}
        end={
          mayExport && (
            <LinkButton
              icon="download"
              prefetch="none"
              reloadDocument
              to={`/api/v1/appointments.csv${withoutCursor(search)}`}
            >
              CSV
            </LinkButton>
          )
        }
      />
      <Sums total={visits.total} {...visits.sums} />
      <DataGrid
        label="Visits"
        columns={appointmentColumns}
        rows={visits.items}
        rowKey={idOf}
        rowTo={({ id }) => `/appointments/${id}${search}`}
        total={visits.total}
        nextCursor={visits.nextCursor}
        noun="visits"
        bulk={
          mayEdit
            ? (selection, clear) => (
                <AppointmentsBulk
                  selection={selection}
                  filter={filter}
                  staff={staff.filter(({ active }) => active)}
                  onDone={clear}
                />
              )
            : undefined
        }
        empty={<NoVisits mayBook={mayBook} />}
      />
      {dialog}
      <Outlet />
    </>
  )
}

const idOf = ({ id }: { id: string }) => id

type Named = { id: string; name: string }

function filtersOf(staff: readonly Named[], services: readonly Named[]): Filter[] {
  const named = (list: readonly Named[]) => list.map(({ id, name }) => ({ value: id, label: name }))
  const filters: Filter[] = [
    { kind: 'search', name: 'q', label: 'Name, number or postcode' },
    { kind: 'dates', from: 'fromDay', to: 'toDay', label: 'Any day' },
    {
      kind: 'multi',
      name: 'status',
      label: 'Status',
      options: listed.map((status) => ({ value: status, label: statusWords(status) })),
    },
    { kind: 'multi', name: 'staffId', label: 'Who', options: named(staff) },
    { kind: 'multi', name: 'serviceId', label: 'Service', options: named(services) },
    {
      kind: 'multi',
      name: 'paymentStatus',
      label: 'Payment',
      options: Object.entries(paymentLook).map(([value, { word }]) => ({ value, label: word })),
    },
    {
      kind: 'multi',
      name: 'source',
      label: 'Source',
      options: Object.entries(sources).map(([value, label]) => ({ value, label })),
    },
  ]
  return filters.filter((filter) => filter.kind !== 'multi' || filter.options.length > 0)
}

function Sums(props: { total: number; price: number; paid: number; currency: string }) {
  const { total, price, paid, currency } = props
  if (total === 0) return null
  return (
    <p className="t13 muted tn" style={{ margin: '0 0 8px' }}>
      <span>
        <b className="m">{total.toLocaleString('en-GB')}</b> {total === 1 ? 'visit' : 'visits'} in this list:
      </span>{' '}
      <span>
        price{' '}
        <b className="m">
          <Money minor={price} currency={currency} />
        </b>
        ,
      </span>{' '}
      <span>
        paid{' '}
        <b className="m">
          <Money minor={paid} currency={currency} />
        </b>
      </span>
    </p>
  )
}

function NoVisits({ mayBook }: { mayBook: boolean }) {
  const [search] = useSearchParams()
  const isFiltered = [...search.keys()].some((name) => name !== 'sort' && name !== 'cursor')
  if (isFiltered) {
    return (
      <EmptyState
        icon="search"
        title="No visit matches"
        action={<LinkButton to="?">Clear the filter</LinkButton>}
      >
        Try fewer filters, another period, or a part of the name, number or postcode.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon="calendar"
      title="No visits yet"
      action={
        mayBook && (
          <LinkButton tone="primary" icon="plus" to="/appointments/new">
            New booking
          </LinkButton>
        )
      }
    >
      Bookings made online appear here by themselves. You can also book for somebody on the telephone.
    </EmptyState>
  )
}

function withoutCursor(search: string): string {
  const kept = new URLSearchParams(search)
  kept.delete('cursor')
  const text = kept.toString()
  return text && `?${text}`
}

import { useSearchParams } from 'react-router'
import { getSession } from '#modules/identity/contract/session.ts'
import { serverApi } from '#web/api.ts'
import { LinkButton } from '#web/kit/button.tsx'
import { type Column, DataGrid } from '#web/kit/data-grid.tsx'
import { FilterBar } from '#web/kit/filter-bar.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { formatMoney, Money } from '#web/kit/money.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { formatWhen } from '#web/kit/when.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { listStaff } from '../contract/catalogue.ts'
import { type BookingMetric, getBookingFigures, listFigureRows } from '../contract/figures.ts'
import { definitions, percent } from '../domain/figures.ts'
import type { Route } from './+types/figure-rows-page'
import { shiftDay } from './public/slot-choice.tsx'

export const handle: PageHandle = {
  title: (data) => definitions[(data as { metric: BookingMetric }).metric].name,
  parent: { to: '/today', label: 'Today' },
}
export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData ? definitions[loaderData.metric].name : 'Figure'} · Frontdesk` },
]

const DAYS = 7

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const metric = metricOf(params.metric)
  const api = serverApi(context)
  const search = new URL(request.url).searchParams
  const { org } = await api(getSession, {})
  const period = periodOf(search, Temporal.Now.plainDateISO(org.zone).toString())
  const staffId = /^[0-9a-f-]{36}$/i.test(search.get('staffId') ?? '') ? search.get('staffId')! : undefined
  const asked = { ...period, ...(staffId && { staffId }) }
  const cursor = search.get('cursor') ?? undefined
  const [rows, { figures, currency, asOf }, staff] = await Promise.all([
    api(listFigureRows, { metric, ...asked, cursor }),
    api(getBookingFigures, asked),
    api(listStaff, {}).catch(noneIfForbidden),
  ])
  return {
    metric,
    period,
    rows,
    figure: figures.find((one) => one.metric === metric)!,
    currency,
    asOf,
    staff: staff.items.map(({ id, name }) => ({ id, name })),
  }
}

function metricOf(name: string): BookingMetric {
  if (Object.hasOwn(definitions, name)) return name as BookingMetric
  throw new Response(null, { status: 404 })
}

/** The period of the address; the last seven days without one. One day alone counts as both ends. */
function periodOf(search: URLSearchParams, today: string) {
  const day = (name: string) => {
    const value = search.get(name) ?? ''
    return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : null
  }
  const [from, to] = [day('fromDay'), day('toDay')]
  if (from && to) return from <= to ? { fromDay: from, toDay: to } : { fromDay: to, toDay: from }
  if (from) return { fromDay: from, toDay: from > today ? from : today }
  const toDay = to ?? today
  return { fromDay: shiftDay(toDay, 1 - DAYS), toDay }
}

function noneIfForbidden(error: unknown): { items: [] } {
  if ((error as { status?: number }).status === 403) return { items: [] }
  throw error
}

type Data = Route.ComponentProps['loaderData']
type Row = Data['rows']['rows'][number]

/** The rows behind a figure, and the proof that they add up to it. */
export default function FigureRowsPage({ loaderData }: Route.ComponentProps) {
  useLiveRevalidate(['appointments', 'figures', 'staff'])
  const { metric, period, rows, currency, staff } = loaderData
  const { zone, locale } = useLocale()
  const { name, sentence } = definitions[metric]
  const day = (value: string) => formatWhen(`${value}T12:00:00Z`, 'date', 'UTC', locale)
  return (
    <>
      <PageHead
        title={name}
        lead={
          <>
            {day(period.fromDay)} to {day(period.toDay)}. {sentence}
          </>
        }
      />
      <FilterBar
        filters={[
          { kind: 'dates', from: 'fromDay', to: 'toDay', label: 'Period' },
          {
            kind: 'select',
            name: 'staffId',
            label: 'Person',
            any: 'Everybody',
            options: staff.map(({ id, name: person }) => ({ value: id, label: person })),
          },
        ]}
      />
      <Proof {...loaderData} />
      <DataGrid
        label={`Rows behind ${name.toLowerCase()}`}
        columns={metric === 'utilisation' ? minuteColumns(day) : visitColumns(metric, currency, zone, locale)}
        rows={rows.rows}
        rowKey={(row) => row.appointment?.id ?? `${row.day} ${row.staffName}`}
        rowTo={
          metric === 'utilisation'
            ? undefined
            : ({ appointment }) => `/appointments/${appointment!.id}?${new URLSearchParams(period)}`
        }
        total={rows.total}
        nextCursor={rows.nextCursor}
        noun={metric === 'utilisation' ? 'working days' : 'visits'}
        empty={<NoRows />}
      />
    </>
  )
}

/** The figure beside the sum of its rows: they must say the same. */
function Proof({ metric, figure, rows, currency, asOf }: Data) {
  const { zone, locale } = useLocale()
  const number = (value: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value)
  const words = (value: number | null) => {
    if (value === null) return 'none'
    if (figure.unit === 'money') return formatMoney(value, currency, { locale })
    return figure.unit === 'percent' ? `${number(value)}%` : number(value)
  }
  const sum = metric === 'utilisation' ? percent(rows.sum, rows.whole ?? 0) : rows.sum
  const isWaiting = (figure.value ?? 0) !== (sum ?? 0)
  const count = rows.total === 1 ? 'its 1 row' : `its ${number(rows.total)} rows`
  return (
    <p className="row t13 tn" style={{ margin: '0 0 8px', flexWrap: 'wrap' }}>
      <span>
        Figure: <b className="b">{words(figure.value)}</b>
      </span>
      <span>
        Sum of {count}: <b className="b">{words(rows.total === 0 ? null : sum)}</b>
        {metric === 'utilisation' && (
          <span className="muted">
            {' '}
            ({number(rows.sum)} of {number(rows.whole ?? 0)} minutes)
          </span>
        )}
      </span>
      {isWaiting && (
        <span className="muted">
          The figure is counted up to {formatWhen(asOf, 'time', zone, locale)}; the newest changes follow.
        </span>
      )}
    </p>
  )
}

function visitColumns(
  metric: Exclude<BookingMetric, 'utilisation'>,
  currency: string,
  zone: string,
  locale: string,
): Column<Row>[] {
  const instants = { bookings: 'createdAt', revenue: 'startsAt', cancellations: 'cancelledAt' } as const
  const heads = { bookings: 'Booked', revenue: 'Visit', cancellations: 'Cancelled' }
  return [
    {
      key: 'when',
      label: heads[metric],
      width: 'clamp(106px, 13vw, 180px)',
      render: ({ appointment, day }) => (
        <span className="tn" style={{ whiteSpace: 'normal' }}>
          {formatWhen(appointment?.[instants[metric]] ?? `${day}T12:00:00Z`, 'date-time', zone, locale)}
        </span>
      ),
    },
    {
      key: 'customer',
      label: 'Customer',
      render: ({ appointment }) => (
        <span className="cut">{appointment?.customerName ?? appointment?.number}</span>
      ),
    },
    {
      key: 'service',
      label: 'Service',
      hideOnPhone: true,
      render: ({ appointment }) => <span className="cut">{appointment?.serviceName}</span>,
    },
    { key: 'who', label: 'Who', width: '160px', hideOnPhone: true, render: ({ staffName }) => staffName },
    {
      key: 'value',
      label: metric === 'revenue' ? 'Price' : 'Counts',
      width: '92px',
      isNumber: true,
      render: ({ value }) => (metric === 'revenue' ? <Money minor={value} currency={currency} /> : value),
    },
  ]
}

function minuteColumns(dayWords: (day: string) => string): Column<Row>[] {
  return [
    {
      key: 'day',
      label: 'Day',
      width: 'clamp(92px, 11vw, 160px)',
      render: ({ day }) => <span className="nw">{dayWords(day)}</span>,
    },
    { key: 'who', label: 'Who', render: ({ staffName }) => staffName },
    {
      key: 'value',
      label: 'Visit minutes',
      width: 'clamp(96px, 9vw, 120px)',
      isNumber: true,
      render: ({ value }) => value,
    },
    {
      key: 'whole',
      label: 'Working minutes',
      width: '140px',
      isNumber: true,
      hideOnPhone: true,
      render: ({ whole }) => whole ?? 0,
    },
    {
      key: 'share',
      label: 'Share',
      width: '88px',
      isNumber: true,
      render: ({ value, whole }) => {
        const share = percent(value, whole ?? 0)
        return share === null ? <span className="muted">–</span> : `${share}%`
      },
    },
  ]
}

function NoRows() {
  const [search] = useSearchParams()
  return (
    <EmptyState
      icon="pulse"
      title="Nothing counted in this period"
      action={search.size > 0 && <LinkButton to="?">Show the last seven days</LinkButton>}
    >
      There is no data here, which is not the same as zero. Try a longer period, or everybody.
    </EmptyState>
  )
}

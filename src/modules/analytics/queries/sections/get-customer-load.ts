import {
  loadSlaRules,
  readCustomers,
  readLoadByClock,
  readLoadByHour,
  readLoadByWeekday,
} from '#modules/inbox/public.ts'
import type { QueryContext } from '#platform/context.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { addDays } from '#values/zone.ts'
import type * as contract from '../../contract/dashboard.ts'
import { count, type Value } from '../../domain/figure.ts'
import { FORECAST_DAYS, forecastLoad } from '../../domain/forecast.ts'
import { heatmapOf, hoursOfDay, hoursSeen, openHours, peaksOf } from '../../domain/load.ts'
import { daysOf, type Span } from '../../domain/period.ts'
import { type Dashboard, openDashboard, recall, section } from '../dashboard.ts'
import { formulas } from '../formulas.ts'
import { metric, metricOver } from '../metric.ts'
import { periodSums, sumsBy } from '../sums.ts'

type Load = Output<typeof contract.getCustomerLoad>

/** Up to so many days are shown by the hour. */
const DAYS_BY_HOUR = 7

/** When customers write, whether they are new, how long they wait, and when the next rush is to be expected. */
export async function getCustomerLoad(
  ctx: QueryContext,
  input: Input<typeof contract.getCustomerLoad>,
): Promise<Load> {
  const dashboard = await openDashboard(ctx, input)
  return section(ctx, dashboard, { name: 'load' }, async () => {
    const clock = input.businessHours ? 'open' : 'real'
    const [messages, replies, customers, waitingTrend, perHour, heatmap, forecast] = await Promise.all([
      periodSums(ctx, dashboard, 'messages'),
      periodSums(ctx, dashboard, 'replies'),
      customersOf(ctx, dashboard),
      waitingOf(ctx, dashboard),
      rushes(ctx, dashboard),
      weekOf(ctx, dashboard),
      forecastOf(ctx, dashboard),
    ])
    return {
      incoming: metricOver(dashboard, 'incoming_messages', messages, formulas.incoming),
      ...customers,
      waiting: metricOver(dashboard, 'waiting_time', replies, formulas.waitingTime(clock)),
      perHour,
      waitingTrend,
      heatmap,
      forecast,
    }
  })
}

/** Distinct customers of a period; remembered with the other figures. */
export function customersIn(
  ctx: QueryContext,
  dashboard: Dashboard,
  span: Span | null,
): Promise<{ fresh: number; returning: number } | null> {
  const { filter } = dashboard
  if (span === null) return Promise.resolve(null)
  return recall(ctx, dashboard, ['distinct customers', filter, span], () =>
    readCustomers(ctx, { filter, span }),
  )
}

async function customersOf(
  ctx: QueryContext,
  dashboard: Dashboard,
): Promise<Pick<Load, 'newCustomers' | 'returningCustomers' | 'newVsReturning'>> {
  const [rows, now, before] = await Promise.all([
    sumsBy(ctx, dashboard, 'customers', ['day']),
    customersIn(ctx, dashboard, dashboard.span),
    customersIn(ctx, dashboard, dashboard.previous),
  ])
  const byDay = new Map(rows.map((row) => [row.day, row]))
  const customersAs = (found: typeof now, key: 'fresh' | 'returning'): Value | null =>
    found && count(found[key], found.fresh + found.returning)
  const newVsReturning = dashboard.days.map((day) => ({
    day,
    fresh: byDay.get(day)?.fresh ?? null,
    returning: byDay.get(day)?.back ?? null,
  }))
  return {
    newCustomers: metric(dashboard, 'new_customers', customersAs(now, 'fresh') ?? { value: null }, {
      previous: customersAs(before, 'fresh'),
      spark: newVsReturning.map(({ fresh }) => fresh),
    }),
    returningCustomers: metric(
      dashboard,
      'returning_customers',
      customersAs(now, 'returning') ?? { value: null },
      {
        previous: customersAs(before, 'returning'),
        spark: newVsReturning.map(({ returning }) => returning),
      },
    ),
    newVsReturning,
  }
}

/** The wait for any answer, day beside day of the period before. */
async function waitingOf(ctx: QueryContext, dashboard: Dashboard): Promise<Load['waitingTrend']> {
  const { days, previous, input } = dashboard
  const [now, before] = await Promise.all([
    sumsBy(ctx, dashboard, 'replies', ['day']),
    previous ? sumsBy(ctx, dashboard, 'replies', ['day'], { span: previous }) : [],
  ])
  const formula = formulas.waitingTime(input.businessHours ? 'open' : 'real')
  const waits = (rows: typeof now) => new Map(rows.map((row) => [row.day, formula(row).value]))
  const [current, earlier] = [waits(now), waits(before)]
  const daysBefore = previous ? daysOf(previous) : []
  return days.map((day, i) => ({
    day,
    now: current.get(day) ?? null,
    before: earlier.get(daysBefore[i] ?? '') ?? null,
  }))
}

/** Incoming messages by the hour of short periods, by the day of long ones, with the peaks marked. */
async function rushes(ctx: QueryContext, dashboard: Dashboard): Promise<Load['perHour']> {
  const { days, zone, filter, span, today } = dashboard
  if (days.length > DAYS_BY_HOUR) {
    const rows = await sumsBy(ctx, dashboard, 'messages', ['day'])
    const byDay = new Map(rows.map(({ day, incoming }) => [day, incoming]))
    const values = days.map((day) => byDay.get(day) ?? null)
    const peaks = peaksOf(values)
    return days.map((day, i) => ({ at: day, value: values[i]!, isPeak: peaks[i]! }))
  }
  const rows = await recall(ctx, dashboard, ['hours', filter, span.from, span.to], () =>
    readLoadByHour(ctx, { filter, span }),
  )
  const byHour = new Map(rows.map(({ at, incoming }) => [Date.parse(at), incoming]))
  const now = ctx.now.epochMilliseconds
  const hours = days.flatMap((day) => (day > today ? [] : hoursOfDay(zone, day)))
  const values = hours.map((at) => (at > now ? null : valueAt(byHour, at)))
  const peaks = peaksOf(values)
  return hours.map((at, i) => ({ at: new Date(at).toISOString(), value: values[i]!, isPeak: peaks[i]! }))
}

/** The hour's messages; where clocks change by half an hour, its second part begins half an hour "before" it. */
function valueAt(byHour: ReadonlyMap<number, number>, at: number): number {
  return byHour.get(at) ?? 0
}

async function weekOf(ctx: QueryContext, dashboard: Dashboard): Promise<Load['heatmap']> {
  const { filter, span, zone, days } = dashboard
  const [sums, { schedule }] = await Promise.all([
    recall(ctx, dashboard, ['week', filter, span], () => readLoadByWeekday(ctx, { filter, span })),
    loadSlaRules(ctx),
  ])
  return heatmapOf(sums, hoursSeen(zone, days, ctx.now.epochMilliseconds), openHours(schedule.weekly))
}

async function forecastOf(ctx: QueryContext, dashboard: Dashboard): Promise<Load['forecast']> {
  const { filter, today, zone } = dashboard
  const span = { from: addDays(today, -FORECAST_DAYS), to: addDays(today, -1) }
  const now = ctx.now.epochMilliseconds
  const hour = Math.floor(now / 3_600_000)
  return recall(ctx, dashboard, ['forecast', filter, span, hour], async () =>
    forecastLoad({ zone, now, hours: await readLoadByClock(ctx, { filter, span }) }),
  )
}

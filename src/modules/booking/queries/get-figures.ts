import { sql } from 'kysely'
import { getOrganization } from '#modules/identity/public.ts'
import type { QueryContext } from '#platform/context.ts'
import { permit, scopeOf } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { addDays, epochDay } from '#values/zone.ts'
import type * as contract from '../contract.ts'
import type { BookingMetric, Figure } from '../contract.ts'
import { definitions, percent } from '../domain/figures.ts'
import { bookingTables } from '../tables.ts'
import { capacityByDay } from './capacity.ts'

const MOST_DAYS = 400

interface DaySums {
  bookings: number
  revenue: number
  cancellations: number
  minutes: number
}

/** The four booking figures of a period and the period before it, from the kept rollup: three statements. */
export async function getBookingFigures(
  ctx: QueryContext,
  input: Input<typeof contract.getBookingFigures>,
): Promise<Output<typeof contract.getBookingFigures>> {
  permit(ctx, 'figures.view')
  const days = daysOf(input.fromDay, input.toDay)
  const before = { fromDay: addDays(input.fromDay, -days.length), toDay: addDays(input.fromDay, -1) }
  const { currency } = await getOrganization(ctx)
  const staffIds = staffOf(ctx, input.staffId)
  const [sums, capacity, asOf] = await Promise.all([
    sumByDay(ctx, before.fromDay, input.toDay, staffIds),
    capacityByDay(ctx, before.fromDay, input.toDay, staffIds),
    asOfInstant(ctx),
  ])
  const capacityOf = new Map<string, number>()
  for (const { day, minutes } of capacity) capacityOf.set(day, (capacityOf.get(day) ?? 0) + minutes)
  const previousDays = daysOf(before.fromDay, before.toDay)
  const figures = (Object.keys(definitions) as BookingMetric[]).map((metric) =>
    figureOf(metric, days, previousDays, sums, capacityOf),
  )
  return { figures, currency, asOf }
}

function figureOf(
  metric: BookingMetric,
  days: string[],
  previousDays: string[],
  sums: ReadonlyMap<string, DaySums>,
  capacity: ReadonlyMap<string, number>,
): Figure {
  const { unit, sentence } = definitions[metric]
  const sum = (list: string[], pick: (day: DaySums) => number) =>
    list.reduce((total, day) => total + (sums.has(day) ? pick(sums.get(day)!) : 0), 0)
  const whole = (list: string[]) => list.reduce((total, day) => total + (capacity.get(day) ?? 0), 0)
  if (metric === 'utilisation') {
    const part = sum(days, ({ minutes }) => minutes)
    return {
      metric,
      unit,
      definition: sentence,
      value: percent(part, whole(days)),
      of: { part, whole: whole(days) },
      previous: percent(
        sum(previousDays, ({ minutes }) => minutes),
        whole(previousDays),
      ),
      trend: days.map((day) => ({
        day,
        value: percent(sums.get(day)?.minutes ?? 0, capacity.get(day) ?? 0),
      })),
    }
  }
  const any = (list: string[]) => list.some((day) => sums.has(day))
  return {
    metric,
    unit,
    definition: sentence,
    value: any(days) ? sum(days, (day) => day[metric]) : null,
    of: null,
    previous: any(previousDays) ? sum(previousDays, (day) => day[metric]) : null,
    trend: days.map((day) => ({ day, value: sums.get(day)?.[metric] ?? null })),
  }
}

async function sumByDay(
  ctx: QueryContext,
  fromDay: string,
  toDay: string,
  staffIds: string[] | undefined,
): Promise<Map<string, DaySums>> {
  const rows = await bookingTables(ctx.tx)
    .selectFrom('visits_by_day')
    .where('org_id', '=', ctx.orgId)
    .where('day', '>=', fromDay)
    .where('day', '<=', toDay)
    .$if(staffIds !== undefined, (query) => query.where('staff_id', 'in', staffIds!))
    .groupBy('day')
    .select([
      'day',
      sql<number>`sum(bookings)::int`.as('bookings'),
      sql<number>`sum(revenue_amount)::bigint`.as('revenue'),
      sql<number>`sum(cancellations)::int`.as('cancellations'),
      sql<number>`sum(visit_minutes)::int`.as('minutes'),
    ])
    .execute()
  return new Map(rows.map(({ day, ...sums }) => [day, sums]))
}

/** Up to when the figures are exact: now, or the oldest write that is still waiting to be counted. */
async function asOfInstant(ctx: QueryContext): Promise<string> {
  const { rows } = await sql<{ oldest: string | null }>`
    select min(marked_at) as oldest from core.rollup_marks where org_id = ${ctx.orgId}`.execute(ctx.tx)
  return rows[0]?.oldest ?? ctx.now.toString({ smallestUnit: 'millisecond' })
}

/** The people a figure counts: the one asked for, a manager's scope, or everybody (undefined). */
export function staffOf(ctx: QueryContext, staffId: string | undefined): string[] | undefined {
  const scope = scopeOf(ctx.actor)?.staffIds ?? []
  if (staffId)
    return scope.length === 0 || scope.includes(staffId)
      ? [staffId]
      : ['00000000-0000-0000-0000-000000000000']
  return scope.length > 0 ? scope : undefined
}

/** Every local day from first to last; refuses a range that is backwards or longer than 400 days. */
export function daysOf(fromDay: string, toDay: string): string[] {
  const count = epochDay(toDay) - epochDay(fromDay) + 1
  if (count < 1 || count > MOST_DAYS) {
    throw new AppError('input.invalid', {
      faults: [{ path: ['toDay'], message: `Choose a day within ${MOST_DAYS} days after fromDay.` }],
    })
  }
  return Array.from({ length: count }, (_, i) => addDays(fromDay, i))
}

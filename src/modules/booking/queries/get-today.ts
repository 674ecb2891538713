import { sql } from 'kysely'
import { getOrganization } from '#modules/identity/public.ts'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { formatMoney } from '#values/money.ts'
import { addDays, localDay, startOfDay } from '#values/zone.ts'
import type * as contract from '../contract.ts'
import { type FeedEvent, tellEvent } from '../domain/feed.ts'
import { bookingTables } from '../tables.ts'
import { seesEveryVisit, visibleAppointments } from './visible.ts'

type Today = Output<typeof contract.getToday>
type Need = Today['needs'][number]

/** A visit counts as late when nobody has started it this long after its time. */
const LATE_AFTER_MINUTES = 10
/** Bookings to confirm are shown this far ahead. */
const CONFIRM_WITHIN_HOURS = 72
const MOST_NEEDS = 30

/** What needs a person, the day's counts and the latest events, in three statements. */
export async function getToday(ctx: QueryContext, input: Input<typeof contract.getToday>): Promise<Today> {
  permit(ctx, 'booking.view')
  const { zone, locale } = await getOrganization(ctx)
  const day = input.day ?? localDay(zone, ctx.now.toString())
  const [counts, needs, feed] = await Promise.all([
    countDay(ctx, startOfDay(zone, day), startOfDay(zone, addDays(day, 1))),
    listNeeds(ctx, zone, locale),
    listFeed(ctx, zone, locale),
  ])
  return { day, zone, now: nowOf(ctx), counts, needs, feed }
}

const nowOf = (ctx: QueryContext) => ctx.now.toString({ smallestUnit: 'millisecond' })

async function countDay(ctx: QueryContext, from: string, to: string): Promise<Today['counts']> {
  const late = ctx.now.subtract({ minutes: LATE_AFTER_MINUTES }).toString()
  const count = (condition: string) => sql<number>`count(*) filter (where ${sql.raw(condition)})::int`
  return bookingTables(ctx.tx)
    .selectFrom('appointments as a')
    .where('a.org_id', '=', ctx.orgId)
    .where('a.starts_at', '>=', from)
    .where('a.starts_at', '<', to)
    .where(visibleAppointments(ctx))
    .select([
      count(`status in ('pending', 'confirmed', 'on_the_way', 'in_progress', 'completed', 'no_show')`).as(
        'total',
      ),
      count(`status = 'completed'`).as('done'),
      count(`status in ('in_progress', 'on_the_way')`).as('underWay'),
      sql<number>`count(*) filter (where status in ('pending', 'confirmed') and starts_at < ${late})::int`.as(
        'late',
      ),
      sql<number>`count(*) filter (where status in ('pending', 'confirmed') and starts_at >= ${late})::int`.as(
        'toCome',
      ),
      count(`status = 'cancelled'`).as('cancelled'),
    ])
    .executeTakeFirstOrThrow()
}

async function listNeeds(ctx: QueryContext, zone: string, locale: string): Promise<Need[]> {
  const now = ctx.now.toString()
  const rows = await bookingTables(ctx.tx)
    .selectFrom('appointments as a')
    .innerJoin('staff as s', (join) =>
      join.onRef('s.org_id', '=', 'a.org_id').onRef('s.id', '=', 'a.staff_id'),
    )
    .leftJoin('schedule_overrides as x', (join) =>
      join
        .onRef('x.org_id', '=', 'a.org_id')
        .onRef('x.staff_id', '=', 'a.staff_id')
        .on('x.day', '=', sql<string>`(a.starts_at at time zone ${zone})::date`)
        .on(sql<boolean>`x.hours = '[]'::jsonb`),
    )
    .where('a.org_id', '=', ctx.orgId)
    .where(visibleAppointments(ctx))
    .where('a.starts_at', '>=', ctx.now.subtract({ hours: 24 * 14 }).toString())
    .where('a.starts_at', '<', ctx.now.add({ hours: 24 * 14 }).toString())
    .select([
      'a.id',
      'a.status',
      'a.starts_at',
      'a.ends_at',
      'a.customer_name',
      'a.postcode',
      'a.service_name',
      'a.currency',
    ])
    .select([
      's.name as staff_name',
      'x.reason as off_reason',
      sql<number>`a.price_amount - a.paid_amount`.as('owed'),
    ])
    .select(
      sql<Need['kind']>`case
        when x.id is not null and a.status in ('pending', 'confirmed') and a.starts_at > ${now} then 'clash'
        when a.status in ('pending', 'confirmed') and a.starts_at < ${ctx.now.subtract({ minutes: LATE_AFTER_MINUTES }).toString()} then 'late_start'
        when a.status = 'pending' and a.starts_at < ${ctx.now.add({ hours: CONFIRM_WITHIN_HOURS }).toString()} then 'unconfirmed'
        when a.status = 'completed' and a.payment_status in ('unpaid', 'on_the_day', 'deposit') and a.paid_amount < a.price_amount then 'unpaid'
      end`.as('kind'),
    )
    .where(
      sql<boolean>`(a.status in ('pending', 'confirmed') and (x.id is not null or a.status = 'pending' or a.starts_at < ${now})
        or a.status = 'completed' and a.payment_status in ('unpaid', 'on_the_day', 'deposit') and a.paid_amount < a.price_amount)`,
    )
    .orderBy('a.starts_at')
    .limit(200)
    .execute()
  const urgency: Record<Need['kind'], number> = {
    late_start: 0,
    clash: 1,
    unconfirmed: 2,
    failed_message: 3,
    unpaid: 4,
    ending_hold: 5,
  }
  return rows
    .filter((row) => row.kind !== null)
    .map((row) => ({
      kind: row.kind,
      appointmentId: row.id,
      clientName: row.customer_name ?? 'Somebody',
      text: needText(row, locale),
      at: row.kind === 'unpaid' ? row.ends_at : row.starts_at,
    }))
    .sort((a, b) => urgency[a.kind] - urgency[b.kind] || a.at.localeCompare(b.at))
    .slice(0, MOST_NEEDS)
}

interface NeedRow {
  kind: Need['kind']
  postcode: string
  service_name: string
  staff_name: string
  off_reason: string | null
  owed: number
  currency: string
}

function needText(row: NeedRow, locale: string): string {
  const place = row.postcode.split(' ')[0]
  switch (row.kind) {
    case 'late_start':
      return `${place}: ${row.staff_name} has not started`
    case 'clash':
      return `${place}: ${row.staff_name} is off that day${row.off_reason ? ` (${row.off_reason})` : ''}`
    case 'unconfirmed':
      return `${place}, ${row.service_name} with ${row.staff_name}: to be confirmed`
    default:
      return `${row.service_name}: ${formatMoney({ amount: row.owed, currency: row.currency }, locale)} not paid`
  }
}

const FEED = [
  'booking.appointment_booked',
  'booking.appointment_moved',
  'booking.appointment_cancelled',
  'booking.appointment_changed',
  'booking.appointment_confirmed',
  'booking.appointment_restored',
  'payments.payment_succeeded',
  'payments.payment_failed',
  'payments.refund_succeeded',
]

async function listFeed(ctx: QueryContext, zone: string, locale: string): Promise<Today['feed']> {
  const { rows } = await sql<FeedEvent>`
    select e.id, e.name, e.actor, e.occurred_at as "at", e.payload from core.events e
    where e.org_id = ${ctx.orgId} and e.name = any(${FEED}::text[]) and ${ofVisibleVisits(ctx)}
    order by e.occurred_at desc, e.id desc limit 20`.execute(ctx.tx)
  return rows.map((row) => tellEvent(row, zone, locale))
}

const FEED_DAYS = 14

/** People who may not see every visit hear only of those they may see, and not of old ones: few of many is slow. */
function ofVisibleVisits(ctx: QueryContext) {
  if (seesEveryVisit(ctx)) return sql<boolean>`true`
  const since = ctx.now.subtract({ hours: FEED_DAYS * 24 }).toString()
  return sql<boolean>`e.occurred_at > ${since} and exists (
    select from booking.appointments a where a.org_id = ${ctx.orgId}
      and a.id = coalesce(e.payload->>'appointmentId', e.payload->>'subjectId')::uuid and ${visibleAppointments(ctx)})`
}

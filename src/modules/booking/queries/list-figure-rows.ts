import { sql } from 'kysely'
import { getOrganization } from '#modules/identity/public.ts'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { decodeCursor, encodeCursor } from '#values/cursor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { addDays, localDay, startOfDay } from '#values/zone.ts'
import type * as contract from '../contract.ts'
import { bookingTables } from '../tables.ts'
import { selectAppointments, toAppointments } from './appointment-rows.ts'
import { capacityByDay } from './capacity.ts'
import { daysOf, staffOf } from './get-figures.ts'

type FigureRows = Output<typeof contract.listFigureRows>

/** Which visits a figure counts, and by which instant; the same conditions as in `rollups.ts`. */
const COUNTED = {
  bookings: { at: 'a.created_at', condition: sql<boolean>`a.status not in ('hold', 'expired')` },
  revenue: {
    at: 'a.starts_at',
    condition: sql<boolean>`a.status in ('pending', 'confirmed', 'on_the_way', 'in_progress', 'completed')`,
  },
  cancellations: { at: 'a.cancelled_at', condition: sql<boolean>`a.status = 'cancelled'` },
} as const

/** The rows behind a figure, newest first. Their values add up to the figure. */
export async function listFigureRows(
  ctx: QueryContext,
  input: Input<typeof contract.listFigureRows>,
): Promise<FigureRows> {
  permit(ctx, 'figures.view')
  daysOf(input.fromDay, input.toDay)
  if (input.metric === 'utilisation') return utilisationRows(ctx, input)
  const { zone } = await getOrganization(ctx)
  const { at, condition } = COUNTED[input.metric]
  const from = startOfDay(zone, input.fromDay)
  const to = startOfDay(zone, addDays(input.toDay, 1))
  const staffIds = staffOf(ctx, input.staffId)
  const value = input.metric === 'revenue' ? sql<number>`a.price_amount` : sql<number>`1`
  const [rows, totals] = await Promise.all([
    selectAppointments(ctx)
      .where(at, '>=', from)
      .where(at, '<', to)
      .where(condition)
      .$if(staffIds !== undefined, (query) => query.where('a.staff_id', 'in', staffIds!))
      .select(sql<string>`${sql.ref(at)}::text`.as('sort_key'))
      .$if(input.cursor !== undefined, (query) => {
        const [key, id] = decodeCursor(input.cursor, 2)!
        return query.where(sql<boolean>`(${sql.ref(at)}, a.id) < (${key}::timestamptz, ${id}::uuid)`)
      })
      .orderBy(at, 'desc')
      .orderBy('a.id', 'desc')
      .limit(input.limit + 1)
      .execute(),
    bookingTables(ctx.tx)
      .selectFrom('appointments as a')
      .where('a.org_id', '=', ctx.orgId)
      .where(at, '>=', from)
      .where(at, '<', to)
      .where(condition)
      .$if(staffIds !== undefined, (query) => query.where('a.staff_id', 'in', staffIds!))
      .select([
        sql<number>`count(*)::int`.as('total'),
        sql<number>`coalesce(sum(${value}), 0)::bigint`.as('sum'),
      ])
      .executeTakeFirstOrThrow(),
  ])
  const page = rows.slice(0, input.limit)
  const visits = await toAppointments(ctx, page)
  const last = page.at(-1)
  const instantOf = { bookings: 'createdAt', revenue: 'startsAt', cancellations: 'cancelledAt' } as const
  return {
    rows: visits.map((appointment) => ({
      appointment,
      staffName: appointment.staffName,
      day: localDay(
        zone,
        appointment[instantOf[input.metric as keyof typeof instantOf]] ?? appointment.createdAt,
      ),
      value: input.metric === 'revenue' ? appointment.price : 1,
      whole: null,
    })),
    sum: totals.sum,
    whole: null,
    total: totals.total,
    ...(rows.length > input.limit && last && { nextCursor: encodeCursor([last.sort_key, last.id]) }),
  }
}

/** Utilisation opens into one row per person and day: minutes of visits out of working minutes. */
async function utilisationRows(
  ctx: QueryContext,
  input: Input<typeof contract.listFigureRows>,
): Promise<FigureRows> {
  const staffIds = staffOf(ctx, input.staffId)
  const [capacity, worked] = await Promise.all([
    capacityByDay(ctx, input.fromDay, input.toDay, staffIds),
    bookingTables(ctx.tx)
      .selectFrom('visits_by_day as f')
      .innerJoin('staff as s', (join) =>
        join.onRef('s.org_id', '=', 'f.org_id').onRef('s.id', '=', 'f.staff_id'),
      )
      .where('f.org_id', '=', ctx.orgId)
      .where('f.day', '>=', input.fromDay)
      .where('f.day', '<=', input.toDay)
      .$if(staffIds !== undefined, (query) => query.where('f.staff_id', 'in', staffIds!))
      .groupBy(['f.day', 'f.staff_id', 's.name'])
      .select(['f.day', 'f.staff_id', 's.name', sql<number>`sum(f.visit_minutes)::int`.as('minutes')])
      .execute(),
  ])
  const rows = new Map<string, { staffName: string; day: string; value: number; whole: number }>()
  for (const { staffId, staffName, day, minutes } of capacity)
    rows.set(`${day} ${staffId}`, { staffName, day, value: 0, whole: minutes })
  for (const { staff_id, name, day, minutes } of worked) {
    const key = `${day} ${staff_id}`
    rows.set(key, { staffName: name, day, whole: rows.get(key)?.whole ?? 0, value: minutes })
  }
  const all = [...rows.values()].sort(
    (a, b) => b.day.localeCompare(a.day) || a.staffName.localeCompare(b.staffName),
  )
  const start = Number(decodeCursor(input.cursor, 1)?.[0] ?? 0)
  const page = all.slice(start, start + input.limit)
  return {
    rows: page.map((row) => ({ ...row, appointment: null })),
    sum: all.reduce((sum, { value }) => sum + value, 0),
    whole: all.reduce((sum, { whole }) => sum + whole, 0),
    total: all.length,
    ...(start + input.limit < all.length && {
      nextCursor: encodeCursor([String(start + input.limit)]),
    }),
  }
}

import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { pgFault } from '#platform/db.ts'
import type { GeoPoint, TravelPace } from '#values/geo.ts'
import { busyTime, type Stop, travelPlan, wayFrom } from '../domain/travel.ts'

/** A visit's place in its person's day. */
export interface Occupation extends GeoPoint {
  /** The row that is to move or come back; a new visit has none yet. */
  id?: string | undefined
  staffId: string
  /** The person it leaves, whose day changes too. */
  leaves?: string | undefined
  /** Zone of the person, whose days begin at home. */
  zone: string
  startsAt: string
  endsAt: string
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
  pace: TravelPace
}

/** What a visit takes up, as the columns that the overlap constraint guards. */
export interface BusyColumns {
  buffer_before_minutes: number
  buffer_after_minutes: number
  travel_before_minutes: number
  busy_from: string
  busy_to: string
}

const NUMBER_ATTEMPTS = 5

/**
 * Takes up a person's time and lets `write` put the visit there, or returns null when the time is taken. Writers of
 * one person's day come one after the other (the person's row is locked), so the ways before and after are right;
 * the exclusion constraint stays the last judge. `write` may run again when its order number was used already.
 */
export async function occupy<T>(
  ctx: CommandContext,
  visit: Occupation,
  write: (busy: BusyColumns) => Promise<T>,
): Promise<{ value: T } | null> {
  for (let attempt = 1; ; attempt++) {
    await sql`savepoint occupy`.execute(ctx.tx)
    try {
      const value = await place(ctx, visit, write)
      await sql.raw(value ? 'release savepoint occupy' : 'rollback to savepoint occupy').execute(ctx.tx)
      return value
    } catch (error) {
      const fault = pgFault(error)
      const isTaken = fault?.state === '23P01' && fault.constraint.startsWith('appointments_no_overlap')
      const isNumber = fault?.state === '23505' && fault.constraint.startsWith('appointments_number_key')
      if (!isTaken && !(isNumber && attempt < NUMBER_ATTEMPTS)) throw error
      await sql`rollback to savepoint occupy`.execute(ctx.tx)
      if (isTaken) return null
    }
  }
}

async function place<T>(
  ctx: CommandContext,
  visit: Occupation,
  write: (busy: BusyColumns) => Promise<T>,
): Promise<{ value: T } | null> {
  const [, stale, seen] = await Promise.all([
    lockStaff(ctx, visit.leaves ? [visit.staffId, visit.leaves] : [visit.staffId]),
    expireStaleHolds(ctx, visit),
    neighboursOf(ctx, visit),
  ])
  for (const hold of stale) await leave(ctx, { ...visit, ...hold })
  const { previous, next } = stale.length > 0 ? await neighboursOf(ctx, visit) : seen
  const stop: Stop = visit
  const plan = travelPlan({ previous, visit: stop, next }, visit.zone, visit.pace)
  const { busyFrom, busyTo } = busyTime({ ...visit, travelBeforeMinutes: plan.before })
  const nextFrom = next && busyTime({ ...next, travelBeforeMinutes: plan.beforeNext! }).busyFrom
  if ((previous && previous.busyTo > busyFrom) || (nextFrom && nextFrom < busyTo)) return null
  // The next visit first: its way may get shorter, and the new visit may need just that time.
  if (next) await setWay(ctx, next, plan.beforeNext!)
  return {
    value: await write({
      buffer_before_minutes: visit.bufferBeforeMinutes,
      buffer_after_minutes: visit.bufferAfterMinutes,
      travel_before_minutes: plan.before,
      busy_from: busyFrom,
      busy_to: busyTo,
    }),
  }
}

/** One writer at a time for the days of these people. Locks in one order, so that two moves never wait crosswise. */
export async function lockStaff(ctx: CommandContext, staffIds: readonly string[]): Promise<void> {
  const ids = [...new Set(staffIds)]
  await sql`select from booking.staff where org_id = ${ctx.orgId} and id = any(${ids}::uuid[])
    order by id for no key update`.execute(ctx.tx)
}

/**
 * After a visit has left a time (it is written elsewhere, or in a state that takes up none): the way to the one that
 * followed starts elsewhere now. Never blocks: the way is cut to the time there is.
 */
export async function leave(
  ctx: CommandContext,
  left: Pick<Occupation, 'staffId' | 'zone' | 'startsAt' | 'pace'>,
): Promise<void> {
  const { staffId, startsAt } = left
  const { previous, next } = await neighboursOf(ctx, { staffId, startsAt })
  if (!next) return
  const way = wayFrom(previous, next, left.zone, left.pace)
  const gap = previous
    ? (Date.parse(next.startsAt) - Date.parse(previous.busyTo)) / 60_000 - next.bufferBeforeMinutes
    : way
  await setWay(ctx, next, Math.max(0, Math.min(way, Math.floor(gap))))
}

interface Neighbour extends Stop {
  id: string
  busyTo: string
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
  travelBeforeMinutes: number
}

async function neighboursOf(
  ctx: CommandContext,
  visit: Pick<Occupation, 'id' | 'staffId' | 'startsAt'>,
): Promise<{ previous: Neighbour | null; next: Neighbour | null }> {
  const columns = sql`a.id, a.starts_at as "startsAt", a.ends_at as "endsAt", a.lat, a.lon, a.busy_to as "busyTo",
    a.buffer_before_minutes as "bufferBeforeMinutes", a.buffer_after_minutes as "bufferAfterMinutes",
    a.travel_before_minutes as "travelBeforeMinutes"`
  const others = sql`a.org_id = ${ctx.orgId} and a.staff_id = ${visit.staffId}
    and a.id is distinct from ${visit.id ?? null}::uuid
    and (a.status in ('pending', 'confirmed', 'on_the_way', 'in_progress', 'completed')
         or a.status = 'hold' and a.hold_expires_at > ${ctx.now.toString()})`
  const { rows } = await sql<Neighbour & { side: 'previous' | 'next' }>`
    (select 'previous' as side, ${columns} from booking.appointments a
     where ${others} and a.starts_at < ${visit.startsAt} order by a.starts_at desc limit 1)
    union all
    (select 'next', ${columns} from booking.appointments a
     where ${others} and a.starts_at >= ${visit.startsAt} order by a.starts_at limit 1)`.execute(ctx.tx)
  const at = (side: 'previous' | 'next') => rows.find((row) => row.side === side) ?? null
  return { previous: at('previous'), next: at('next') }
}

/** Holds that ran out are still in the constraint until somebody says so; here the time is wanted. */
async function expireStaleHolds(
  ctx: CommandContext,
  visit: Occupation,
): Promise<{ id: string; startsAt: string }[]> {
  const day = 24 * 3_600_000
  const from = new Date(Date.parse(visit.startsAt) - 2 * day).toISOString()
  const to = new Date(Date.parse(visit.endsAt) + 2 * day).toISOString()
  const { rows } = await sql<{ id: string; startsAt: string }>`
    update booking.appointments set status = 'expired'
    where org_id = ${ctx.orgId} and staff_id = ${visit.staffId} and starts_at between ${from} and ${to}
      and status = 'hold' and hold_expires_at <= ${ctx.now.toString()}
      and id is distinct from ${visit.id ?? null}::uuid
    returning id, starts_at as "startsAt"`.execute(ctx.tx)
  return rows
}

async function setWay(ctx: CommandContext, visit: Neighbour, minutes: number): Promise<void> {
  if (visit.travelBeforeMinutes === minutes) return
  const { busyFrom } = busyTime({ ...visit, travelBeforeMinutes: minutes })
  await sql`update booking.appointments set travel_before_minutes = ${minutes}, busy_from = ${busyFrom}
    where org_id = ${ctx.orgId} and id = ${visit.id}`.execute(ctx.tx)
}

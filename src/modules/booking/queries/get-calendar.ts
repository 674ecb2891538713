import { sql } from 'kysely'
import { getOrganization } from '#modules/identity/public.ts'
import type { QueryContext } from '#platform/context.ts'
import { permit, scopeOf } from '#values/actor.ts'
import { openMinutes, type WeeklyHours } from '#values/business-hours.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { addDays, startOfDay } from '#values/zone.ts'
import type * as contract from '../contract.ts'
import { bookingTables } from '../tables.ts'
import { selectAppointments, toAppointments } from './appointment-rows.ts'
import { matching } from './list-appointments.ts'

const MOST_DAYS = 45
const MINUTE = 60_000

/** A range of the calendar in four statements: people, visits, exceptions, closures. */
export async function getCalendar(
  ctx: QueryContext,
  input: Input<typeof contract.getCalendar>,
): Promise<Output<typeof contract.getCalendar>> {
  permit(ctx, 'booking.view')
  if (addDays(input.fromDay, MOST_DAYS) < input.toDay || input.toDay < input.fromDay) {
    throw new AppError('input.invalid', {
      faults: [{ path: ['toDay'], message: `Choose a day within ${MOST_DAYS} days after fromDay.` }],
    })
  }
  const { zone } = await getOrganization(ctx)
  const [staff, rows, overrides, closures] = await Promise.all([
    listPeople(ctx, input.staffId),
    selectAppointments(ctx)
      .where(matching(ctx, { ...input, by: 'start' }, zone))
      .orderBy('a.starts_at')
      .execute(),
    listOverrides(ctx, input.fromDay, input.toDay),
    bookingTables(ctx.tx)
      .selectFrom('holidays')
      .select(['day', 'name'])
      .where('org_id', '=', ctx.orgId)
      .where('day', '>=', input.fromDay)
      .where('day', '<=', input.toDay)
      .orderBy('day')
      .execute(),
  ])
  const closed = closures.map(({ day }) => ({ day, hours: [] }))
  const from = Date.parse(startOfDay(zone, input.fromDay))
  const to = Date.parse(startOfDay(zone, addDays(input.toDay, 1)))
  return {
    zone,
    now: ctx.now.toString({ smallestUnit: 'millisecond' }),
    staff: staff.map(({ id, name, colour, photo_url, service_ids }) => ({
      id,
      name,
      colour,
      photoUrl: photo_url,
      serviceIds: service_ids,
    })),
    appointments: await toAppointments(ctx, rows),
    working: staff.flatMap((person) => {
      const own = overrides.filter(({ staff_id }) => staff_id === person.id)
      const schedule = {
        zone: person.zone,
        weekly: person.weekly as WeeklyHours,
        overrides: [...closed.filter(({ day }) => !own.some((one) => one.day === day)), ...own],
      }
      return pairs(openMinutes(schedule, from / MINUTE, to / MINUTE))
        .map(([start, end]) => [Math.max(start * MINUTE, from), Math.min(end * MINUTE, to)] as const)
        .filter(([start, end]) => start < end)
        .map(([start, end]) => ({
          staffId: person.id,
          from: new Date(start).toISOString(),
          to: new Date(end).toISOString(),
        }))
    }),
    closures,
  }
}

async function listPeople(ctx: QueryContext, staffIds: string[] | undefined) {
  const scope = scopeOf(ctx.actor)
  const only = staffIds?.length ? staffIds : scope?.staffIds.length ? scope.staffIds : undefined
  return bookingTables(ctx.tx)
    .selectFrom('staff as s')
    .select(['s.id', 's.name', 's.colour', 's.zone', 's.weekly'])
    .select(
      sql<
        string | null
      >`case when s.photo_key is null then null else '/api/v1/public/' || (select slug from core.orgs where id = s.org_id) || '/pictures/' || s.photo_key end`.as(
        'photo_url',
      ),
    )
    .select(
      sql<
        string[]
      >`array(select service_id from booking.staff_services k where k.org_id = s.org_id and k.staff_id = s.id)`.as(
        'service_ids',
      ),
    )
    .where('s.org_id', '=', ctx.orgId)
    .where('s.deleted_at', 'is', null)
    .where('s.active', '=', true)
    .$if(only !== undefined, (query) => query.where('s.id', 'in', only!))
    .orderBy('s.position')
    .execute()
}

async function listOverrides(ctx: QueryContext, fromDay: string, toDay: string) {
  const rows = await bookingTables(ctx.tx)
    .selectFrom('schedule_overrides')
    .select(['staff_id', 'day', 'hours'])
    .where('org_id', '=', ctx.orgId)
    // Overnight hours of the day before reach into the range.
    .where('day', '>=', addDays(fromDay, -1))
    .where('day', '<=', toDay)
    .execute()
  return rows.map((row) => ({ ...row, hours: row.hours as { from: string; to: string }[] }))
}

function pairs(flat: readonly number[]): [number, number][] {
  const found: [number, number][] = []
  for (let i = 0; i + 1 < flat.length; i += 2) found.push([flat[i]!, flat[i + 1]!])
  return found
}

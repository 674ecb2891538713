import { sql } from 'kysely'
import { getOrganization } from '#modules/identity/public.ts'
import type { QueryContext } from '#platform/context.ts'
import { openMinutes, type WeeklyHours } from '#values/business-hours.ts'
import { addDays, startOfDay } from '#values/zone.ts'

const MINUTE = 60_000

export interface Capacity {
  staffId: string
  staffName: string
  day: string
  /** Working minutes of the person on the organisation's local day. */
  minutes: number
}

interface PersonRow {
  id: string
  name: string
  zone: string
  weekly: WeeklyHours
  overrides: { day: string; hours: { from: string; to: string }[] }[]
  holidays: string[]
}

/** Working minutes per person and local day, from hours, exceptions and closures: one statement and the hours rule. */
export async function capacityByDay(
  ctx: QueryContext,
  fromDay: string,
  toDay: string,
  staffIds: string[] | undefined,
): Promise<Capacity[]> {
  const { zone } = await getOrganization(ctx)
  const { rows } = await sql<PersonRow>`
    select s.id, s.name, s.zone, s.weekly,
      coalesce((select jsonb_agg(jsonb_build_object('day', x.day, 'hours', x.hours)) from booking.schedule_overrides x
        where x.org_id = s.org_id and x.staff_id = s.id and x.day between ${addDays(fromDay, -1)} and ${toDay}), '[]') as overrides,
      array(select h.day::text from booking.holidays h
        where h.org_id = s.org_id and h.day between ${addDays(fromDay, -1)} and ${toDay}) as holidays
    from booking.staff s
    where s.org_id = ${ctx.orgId} and s.deleted_at is null and s.active
      and (${staffIds === undefined} or s.id = any(${staffIds ?? []}::uuid[]))
    order by s.position`.execute(ctx.tx)
  const days: { day: string; from: number; to: number }[] = []
  for (let day = fromDay; day <= toDay; day = addDays(day, 1)) {
    days.push({
      day,
      from: Date.parse(startOfDay(zone, day)) / MINUTE,
      to: Date.parse(startOfDay(zone, addDays(day, 1))) / MINUTE,
    })
  }
  return rows.flatMap((person) => capacityOf(person, days))
}

function capacityOf(person: PersonRow, days: { day: string; from: number; to: number }[]): Capacity[] {
  const own = new Set(person.overrides.map(({ day }) => day))
  const closed = person.holidays.filter((day) => !own.has(day)).map((day) => ({ day, hours: [] }))
  const open = openMinutes(
    { zone: person.zone, weekly: person.weekly, overrides: [...closed, ...person.overrides] },
    days[0]!.from,
    days.at(-1)!.to,
  )
  return days.flatMap(({ day, from, to }) => {
    let minutes = 0
    for (let i = 0; i + 1 < open.length; i += 2) {
      minutes += Math.max(0, Math.min(open[i + 1]!, to) - Math.max(open[i]!, from))
    }
    return minutes > 0 ? [{ staffId: person.id, staffName: person.name, day, minutes }] : []
  })
}

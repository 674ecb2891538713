import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { invalidInput } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import { addDays, epochDay } from '#values/zone.ts'
import type * as contract from '../contract.ts'
import { openingFaults, sortedOpenings } from '../domain/openings.ts'
import { readStaffMember } from '../queries/list-staff.ts'
import { noteStaffChange } from './note-change.ts'

const MOST_DAYS = 92

/** Replaces a person's hours on one or several days; no openings closes them. Also works days the house is closed. */
export async function setScheduleOverride(
  ctx: CommandContext,
  input: Input<typeof contract.setScheduleOverride>,
): Promise<contract.StaffMember> {
  permit(ctx, 'staff.edit')
  const { staffId, day, untilDay = day, hours, reason } = input
  const faults = openingFaults(hours, ['hours'])
  const count = epochDay(untilDay) - epochDay(day) + 1
  if (count < 1) faults.push({ path: ['untilDay'], message: 'The last day lies before the first.' })
  if (count > MOST_DAYS) faults.push({ path: ['untilDay'], message: `Choose at most ${MOST_DAYS} days.` })
  if (faults.length > 0) throw invalidInput(faults)

  const before = await readStaffMember(ctx, staffId)
  const days = Array.from({ length: count }, (_, index) => addDays(day, index))
  const sorted = sortedOpenings(hours)
  await sql`
    insert into booking.schedule_overrides (org_id, id, staff_id, day, hours, reason)
    select o.id, d.id, ${staffId}, d.day, ${JSON.stringify(sorted)}::jsonb, ${reason}
    from core.orgs o, unnest(${days.map(() => newId())}::uuid[], ${days}::date[]) as d(id, day)
    where o.id = ${ctx.orgId}
    on conflict (org_id, staff_id, day) do update set hours = excluded.hours, reason = excluded.reason`.execute(
    ctx.tx,
  )
  const hoursOn = (one: string) => before.overrides.find((override) => override.day === one)?.hours ?? null
  await noteStaffChange(ctx, {
    action: 'staff.override',
    recordId: staffId,
    summary: `${before.name} ${sorted.length === 0 ? 'is off' : 'works other hours'} on ${spanOf(day, untilDay)}`,
    changes: Object.fromEntries(days.map((one) => [one, [hoursOn(one), sorted]])),
  })
  return readStaffMember(ctx, staffId)
}

function spanOf(day: string, untilDay: string): string {
  return day === untilDay ? day : `${day} to ${untilDay}`
}

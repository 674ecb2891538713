import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { reminderDue } from '../events.ts'
import { selectVisits } from '../queries/visit-row.ts'
import { bookingTables } from '../tables.ts'
import { visitFacts } from './visit-facts.ts'

const AHEAD_HOURS = 24
const AT_ONCE = 200

/**
 * Says of each visit once that it starts within 24 hours. Visits booked less than a day ahead are not reminded of
 * what was only just confirmed: they get it two hours before at the latest.
 */
export async function sendReminders(ctx: CommandContext): Promise<void> {
  const soon = ctx.now.add({ hours: AHEAD_HOURS }).toString()
  const due = await selectVisits(ctx)
    .where('a.starts_at', '>', ctx.now.toString())
    .where('a.starts_at', '<=', soon)
    .where('a.status', 'in', ['pending', 'confirmed'])
    .where('a.reminded_at', 'is', null)
    .orderBy('a.starts_at')
    .limit(AT_ONCE)
    .execute()
  const ids = due.filter((visit) => isTimely(visit, ctx.now)).map(({ id }) => id)
  if (ids.length === 0) return
  // The write repeats the condition: of two runs at once, one reminds.
  const reminded = await bookingTables(ctx.tx)
    .updateTable('appointments')
    .set({ reminded_at: ctx.now.toString() })
    .where('org_id', '=', ctx.orgId)
    .where('id', 'in', ids)
    .where('reminded_at', 'is', null)
    .returning('id')
    .execute()
  const mine = new Set(reminded.map(({ id }) => id))
  for (const visit of due) if (mine.has(visit.id)) await publish(ctx, reminderDue(visitFacts(visit)))
}

function isTimely(visit: { created_at: string; starts_at: string }, now: Temporal.Instant): boolean {
  const start = Date.parse(visit.starts_at)
  const bookedAhead = start - Date.parse(visit.created_at) > AHEAD_HOURS * 3_600_000
  return bookedAhead || start - now.epochMilliseconds <= 2 * 3_600_000
}

import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { enqueueMessage } from './enqueue-message.ts'

const STUCK_MINUTES = 10

/**
 * Puts messages back on the queue that nobody works on: a process ended while it was sending, or a job was lost.
 * A mail that left in that very moment may arrive twice, with the same Message-ID.
 */
export async function resumeStuckMessages(ctx: CommandContext): Promise<number> {
  const limit = ctx.now.subtract({ minutes: STUCK_MINUTES }).toString()
  const { rows } = await sql<{ id: string }>`
    update notifications.messages m
    set status = 'queued', next_try_at = ${ctx.now.toString()}
    from notifications.unfinished u
    where m.org_id = ${ctx.orgId} and u.org_id = m.org_id and u.message_id = m.id and not u.is_failed
      and ((m.status = 'sending' and u.since < ${limit}) or (m.status = 'queued' and m.next_try_at < ${limit}))
    returning m.id`.execute(ctx.tx)
  for (const { id } of rows) await enqueueMessage(ctx, id)
  return rows.length
}

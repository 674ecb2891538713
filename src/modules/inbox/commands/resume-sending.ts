import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { enqueueSend } from './enqueue-send.ts'

const DAYS = 2

/**
 * Wakes the queues of channels with messages that are overdue: a process ended while it was sending, or a job was lost.
 * What is no longer to be sent leaves the queue; words about messages that never became ours are forgotten.
 */
export async function resumeSending(ctx: CommandContext): Promise<number> {
  await sql`delete from inbox.outgoing o using inbox.messages m
    where o.org_id = ${ctx.orgId} and m.org_id = o.org_id and m.id = o.message_id
      and m.status not in ('queued', 'sending')`.execute(ctx.tx)
  await sql`delete from inbox.early_statuses
    where org_id = ${ctx.orgId} and at < ${ctx.now.subtract({ hours: 24 * DAYS }).toString()}`.execute(ctx.tx)
  const { rows } = await sql<{ channelId: string }>`
    select distinct channel_id as "channelId" from inbox.outgoing
    where org_id = ${ctx.orgId} and next_try_at < ${ctx.now.subtract({ seconds: 20 }).toString()}`.execute(
    ctx.tx,
  )
  for (const { channelId } of rows) await enqueueSend(ctx, channelId, `on:${channelId}`)
  return rows.length
}

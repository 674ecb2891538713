import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { usualPace } from '../contract/channel-fields.ts'
import { type Bucket, paceNow } from '../domain/pace.ts'
import { findChannel } from '../queries/channel.ts'
import { loadOutgoing, type QueuedMessage } from '../queries/load-outgoing.ts'

/** How long a message may be under way before somebody else takes it for lost. */
const LEASE_SECONDS = 120

export interface Claimed {
  messages: QueuedMessage[]
  /** How long to wait before asking again: the channel's pace or pause. Null: nothing is due. */
  waitMs: number | null
}

/**
 * Takes the next messages of a channel that are due, at most as many as its pace allows, so that nobody else sends them.
 * Of each conversation only the first goes at a time, whatever else waits behind it; broadcasts come last. A message
 * whose sender died is taken again after two minutes.
 */
export async function claimOutgoing(
  ctx: CommandContext,
  { channelId, most }: { channelId: string; most: number },
): Promise<Claimed> {
  const channel = await findChannel(ctx, channelId)
  if (!channel.isActive) return { messages: [], waitMs: null }
  const perSecond = Number(channel.settings.perSecond) || usualPace[channel.kind]
  const now = ctx.now.toString()
  const { free, waitMs, tokens } = paceNow(await lockBucket(ctx, channelId, perSecond), perSecond, now)
  if (free === 0) return { messages: [], waitMs: (await isAnythingDue(ctx, channelId)) ? waitMs : null }
  const ids = await takeHeads(ctx, channelId, Math.min(most, free))
  if (ids.length === 0) return { messages: [], waitMs: null }
  await sql`update inbox.channel_pace set tokens = ${tokens - ids.length}, at = ${now}, paused_until = null
    where org_id = ${ctx.orgId} and channel_id = ${channelId}`.execute(ctx.tx)
  return { messages: await loadOutgoing(ctx, ids), waitMs: 0 }
}

async function lockBucket(ctx: CommandContext, channelId: string, perSecond: number): Promise<Bucket> {
  const { rows } = await sql<Bucket>`
    insert into inbox.channel_pace as p (org_id, channel_id, tokens, at)
    values (${ctx.orgId}, ${channelId}, ${Math.max(1, perSecond)}, ${ctx.now.toString()})
    on conflict (org_id, channel_id) do update set tokens = p.tokens
    returning tokens, at, paused_until as "pausedUntil"`.execute(ctx.tx)
  return rows[0]!
}

/** The first due message of each conversation. One that waits for another try, or is under way, holds those behind it. */
async function takeHeads(ctx: CommandContext, channelId: string, most: number): Promise<string[]> {
  const now = ctx.now.toString()
  const { rows } = await sql<{ id: string }>`
    with heads as (
      select o.message_id from inbox.outgoing o
      where o.org_id = ${ctx.orgId} and o.channel_id = ${channelId} and o.next_try_at <= ${now}
        and not exists (select from inbox.outgoing e
          where e.org_id = ${ctx.orgId} and e.conversation_id = o.conversation_id and e.channel_id = o.channel_id
            and e.seq < o.seq and (o.is_bulk or not e.is_bulk))
      order by o.is_bulk, o.seq limit ${most} for update of o skip locked),
    leased as (
      update inbox.outgoing o set attempts = o.attempts + 1,
        next_try_at = ${ctx.now.add({ seconds: LEASE_SECONDS }).toString()}
      from heads h where o.org_id = ${ctx.orgId} and o.message_id = h.message_id)
    update inbox.messages m set status = 'sending' from heads h
    where m.org_id = ${ctx.orgId} and m.id = h.message_id and m.status in ('queued', 'sending')
    returning m.id`.execute(ctx.tx)
  return rows.map(({ id }) => id)
}

async function isAnythingDue(ctx: CommandContext, channelId: string): Promise<boolean> {
  const { rows } =
    await sql`select from inbox.outgoing where org_id = ${ctx.orgId} and channel_id = ${channelId}
    and next_try_at <= ${ctx.now.toString()} limit 1`.execute(ctx.tx)
  return rows.length > 0
}

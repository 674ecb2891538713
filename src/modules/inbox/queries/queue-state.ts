import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Output } from '#values/endpoint.ts'
import { usualPace } from '../contract/channel-fields.ts'
import type * as contract from '../contract/channels.ts'
import type { QueueState } from '../contract/channels.ts'

const MINUTES = 5

/** What waits to be sent on each channel, and how fast it goes (INBX-020). One statement. */
export async function getQueueState(ctx: QueryContext): Promise<Output<typeof contract.getQueueState>> {
  permit(ctx, 'message.view')
  const recently = ctx.now.subtract({ minutes: MINUTES }).toString()
  // What was sent lately was written a short while before; the index is by the time of writing. A range with two ends:
  // the planner takes one with a single end for a third of the table.
  const written = ctx.now.subtract({ minutes: 60 + MINUTES }).toString()
  const { rows } = await sql<QueueState & { sent: number; settings: { perSecond?: number } }>`
    with queue as (
      select channel_id, count(*)::int as depth, min(queued_at) as oldest_at,
        count(*) filter (where attempts > 0 and next_try_at > ${ctx.now.toString()})::int as retrying
      from inbox.outgoing where org_id = ${ctx.orgId} group by channel_id),
    sent as (
      select channel_id, count(*)::int as n from inbox.messages
      where org_id = ${ctx.orgId} and created_at between ${written} and ${ctx.now.toString()} and direction = 'out' and sent_at >= ${recently}
      group by channel_id)
    select c.id as "channelId", c.name as "channelName", c.kind as "channelKind", c.settings,
      coalesce(q.depth, 0) as depth, q.oldest_at as "oldestAt", coalesce(q.retrying, 0) as retrying,
      coalesce(s.n, 0) as sent
    from inbox.channels c left join queue q on q.channel_id = c.id left join sent s on s.channel_id = c.id
    where c.org_id = ${ctx.orgId} and c.deleted_at is null and c.kind <> 'phone' order by c.created_at, c.id`.execute(
    ctx.tx,
  )
  const items = rows.map(({ sent, settings, ...row }) => ({
    ...row,
    perMinute: sent / MINUTES,
    perSecond: Number(settings.perSecond) || usualPace[row.channelKind],
  }))
  return { items, asOf: ctx.now.toString() }
}

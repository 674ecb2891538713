import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { AppError } from '#values/errors.ts'
import type { Audience, Broadcast, BroadcastResults } from '../../contract/broadcasts.ts'

type Row = Omit<Broadcast, 'audience' | 'results'> & { audience: Audience; results: BroadcastResults }

/**
 * Broadcasts that fulfil a condition over `inbox.broadcasts as b`, newest first, each with its results: what became of
 * a recipient stands in the message that was sent. One statement.
 */
export async function readBroadcasts(
  ctx: QueryContext,
  condition: RawBuilder<unknown>,
  limit: number,
): Promise<(Broadcast & { exactAt: string })[]> {
  const { rows } = await sql<Row & { exactAt: string }>`
    with chosen as (
      select b.* from inbox.broadcasts b where b.org_id = ${ctx.orgId} and ${condition}
      order by b.created_at desc, b.id desc limit ${limit}
    )
    select b.id, b.name, b.channel_id as "channelId", ch.name as "channelName", ch.kind as "channelKind",
      b.template_id as "templateId", t.name as "templateName", b.audience, b.variables, b.status,
      b.scheduled_at as "scheduledAt", b.per_minute as "perMinute", b.credit_days as "creditDays",
      b.created_by as "createdBy", b.created_at as "createdAt", b.created_at::text as "exactAt",
      b.started_at as "startedAt", b.finished_at as "finishedAt",
      json_build_object('recipients', coalesce(r.recipients, 0), 'skipped', coalesce(r.skipped, 0),
        'waiting', coalesce(r.waiting, 0), 'sent', coalesce(r.sent, 0), 'delivered', coalesce(r.delivered, 0),
        'read', coalesce(r.read, 0), 'failed', coalesce(r.failed, 0), 'replied', coalesce(r.replied, 0),
        'conversions', coalesce(v.conversions, 0), 'revenue', coalesce(v.revenue, 0)) as results
    from chosen b
    join inbox.channels ch on ch.org_id = b.org_id and ch.id = b.channel_id
    join inbox.templates t on t.org_id = b.org_id and t.id = b.template_id
    left join (${resultsOf(ctx)}) r on r.broadcast_id = b.id
    left join (
      select broadcast_id, count(*)::int as conversions, sum(amount)::bigint as revenue from inbox.conversions
      where org_id = ${ctx.orgId} and broadcast_id in (select id from chosen) and cancelled_at is null
      group by broadcast_id
    ) v on v.broadcast_id = b.id
    order by b.created_at desc, b.id desc`.execute(ctx.tx)
  return rows.map(({ audience: { addresses, ...audience }, ...row }) => ({
    ...row,
    audience: { ...audience, addressCount: addresses.length },
  }))
}

/** Counts of recipients by broadcast; a reply is a message of the customer in the conversation after the broadcast's. */
function resultsOf(ctx: QueryContext) {
  return sql`
    select r.broadcast_id, count(*)::int as recipients,
      count(*) filter (where r.state = 'skipped')::int as skipped,
      count(*) filter (where r.state = 'waiting')::int as waiting,
      count(m.sent_at)::int as sent, count(m.delivered_at)::int as delivered, count(m.read_at)::int as read,
      count(*) filter (where m.status = 'failed')::int as failed,
      count(*) filter (where exists (select from inbox.messages i where i.org_id = m.org_id
        and i.conversation_id = m.conversation_id and i.direction = 'in' and i.created_at > m.created_at))::int as replied
    from inbox.broadcast_recipients r
    left join inbox.messages m on m.org_id = r.org_id and m.id = r.message_id
    where r.org_id = ${ctx.orgId} and r.broadcast_id in (select id from chosen)
    group by r.broadcast_id`
}

/** One broadcast as it stands in this transaction. Refuses what is not there. */
export async function readBroadcast(ctx: QueryContext, broadcastId: string): Promise<Broadcast> {
  const [found] = await readBroadcasts(ctx, sql`b.id = ${broadcastId}`, 1)
  if (!found) throw new AppError('inbox.not_found')
  const { exactAt: _, ...broadcast } = found
  return broadcast
}

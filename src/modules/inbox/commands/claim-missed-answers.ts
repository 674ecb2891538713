import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { newId } from '#values/ids.ts'
import { MISSED_MINUTES } from '../domain/missed-answers.ts'

/** A mail with answers that a visitor did not see, to be sent. */
export interface VisitorMail {
  mailId: string
  channelId: string
}

interface Missed {
  visitorId: string
  address: string
  channelId: string
  messageIds: string[]
  /** When the last of them was written, and the last that a person wrote. */
  until: string
  answeredAt: string
}

/** Older answers are nobody's news any more. */
const MOST_HOURS = 24

/**
 * Takes the answers of a conversation that its visitor did not see for one mail, each once: none after they read or
 * wrote again, left no address, or want no mails. A mail that was taken and did not leave yet comes again.
 */
export async function claimMissedAnswers(
  ctx: CommandContext,
  conversationId: string,
): Promise<VisitorMail | null> {
  const missed = await findMissed(ctx, conversationId)
  if (missed) return takeMissed(ctx, conversationId, missed)
  const { rows } = await sql<VisitorMail>`
    select id as "mailId", channel_id as "channelId" from inbox.webchat_mails
    where org_id = ${ctx.orgId} and conversation_id = ${conversationId} and sent_at is null and dropped is null
    order by created_at limit 1`.execute(ctx.tx)
  return rows[0] ?? null
}

async function findMissed(ctx: CommandContext, conversationId: string): Promise<Missed | null> {
  const { rows } = await sql<Missed>`
    with thread as (
      select t.visitor_id, lower(v.email) as address,
        greatest(t.mailed_until, v.read_at, ${ctx.now.subtract({ hours: MOST_HOURS }).toString()},
          (select max(m.created_at) from inbox.messages m
           where m.org_id = t.org_id and m.conversation_id = t.conversation_id and m.direction = 'in')) as seen_until
      from inbox.webchat_threads t
      join inbox.webchat_visitors v on v.org_id = t.org_id and v.id = t.visitor_id
      where t.org_id = ${ctx.orgId} and t.conversation_id = ${conversationId} and v.email is not null
        and not exists (select from inbox.opt_outs x where x.org_id = t.org_id
          and ((x.channel_kind = 'email' and x.address = lower(v.email))
            or (x.channel_kind = 'webchat' and x.address = v.id::text)))
      order by t.since desc limit 1 for update of t),
    mailbox as (
      select id from inbox.channels
      where org_id = ${ctx.orgId} and kind = 'email' and is_active and deleted_at is null order by created_at limit 1)
    select t.visitor_id as "visitorId", t.address, b.id as "channelId",
      array_agg(m.id order by m.created_at, m.id) as "messageIds", max(m.created_at) as until,
      max(m.created_at) filter (where m.author_kind = 'agent') as "answeredAt"
    from thread t cross join mailbox b
    join inbox.messages m on m.org_id = ${ctx.orgId} and m.conversation_id = ${conversationId}
      and m.direction = 'out' and m.author_kind in ('agent', 'bot') and m.status in ('sent', 'delivered')
      and m.created_at > t.seen_until
    group by t.visitor_id, t.address, b.id`.execute(ctx.tx)
  const [missed] = rows
  const isRipe = missed?.answeredAt && minutesSince(ctx, missed.answeredAt) >= MISSED_MINUTES
  return isRipe ? missed : null
}

async function takeMissed(ctx: CommandContext, conversationId: string, missed: Missed): Promise<VisitorMail> {
  const { visitorId, channelId, address, messageIds, until } = missed
  const mailId = newId(ctx.now.epochMilliseconds)
  await sql`
    insert into inbox.webchat_mails (org_id, id, conversation_id, visitor_id, channel_id, address, message_ids, created_at)
    values (${ctx.orgId}, ${mailId}, ${conversationId}, ${visitorId}, ${channelId}, ${address},
      ${messageIds}::uuid[], ${ctx.now.toString()})`.execute(ctx.tx)
  await sql`update inbox.webchat_threads set mailed_until = ${until}
    where org_id = ${ctx.orgId} and conversation_id = ${conversationId} and visitor_id = ${visitorId}`.execute(
    ctx.tx,
  )
  return { mailId, channelId }
}

function minutesSince({ now }: CommandContext, at: string): number {
  return (now.epochMilliseconds - Date.parse(at)) / 60_000
}

import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { enqueueMany } from '#platform/jobs.ts'
import { isOpenAt } from '#values/business-hours.ts'
import { AppError } from '#values/errors.ts'
import type { EventRecord } from '#values/event.ts'
import type { AutoReply } from '../../contract/bot.ts'
import type { ChannelKind } from '../../contract/words.ts'
import { chooseAutoReply } from '../../domain/auto-reply.ts'
import { fillFacts } from '../../domain/fill-facts.ts'
import type { messagesReceived } from '../../events.ts'
import { loadBotFacts } from '../../queries/bot/bot-facts.ts'
import { loadAutoReplies } from '../../queries/list-auto-replies.ts'
import { loadSlaRules } from '../../queries/sla-rules.ts'
import { botIsOn } from '../bot/wake-bot.ts'
import { queueMessage } from '../queue-message.ts'

/** The job that sends one automatic reply; registered in `jobs/bot.ts`. */
export const SEND_AUTO_REPLY = 'sendAutoReply'

/** Greets whoever opens a conversation, or says that nobody is there now; not where the bot answers anyway. */
export async function wakeAutoReplies(
  ctx: CommandContext,
  { payload }: EventRecord<typeof messagesReceived.payload>,
): Promise<void> {
  const opening = payload.messages.filter(
    ({ isOpening, channelKind }) => isOpening && channelKind !== 'phone',
  )
  const replies = opening.length > 0 ? await loadAutoReplies(ctx) : []
  if (replies.length === 0) return
  const { schedule } = await loadSlaRules(ctx)
  const isOpen = isOpenAt(schedule, ctx.now.epochMilliseconds)
  const hasBot = await botIsOn(ctx)
  const wanted = opening.flatMap(({ conversationId, channelKind }) => {
    if (isOpen && hasBot) return []
    const reply = chooseAutoReply(replies, isOpen ? 'greeting' : 'out_of_hours', channelKind as ChannelKind)
    return reply ? [{ conversationId, autoReplyId: reply.id }] : []
  })
  await enqueueMany(ctx, ctx.jobs.kinds.get(SEND_AUTO_REPLY)!, wanted)
}

/** Tells customers who have waited for a while that they are not forgotten; once in a conversation. */
export async function wakeWaitingReplies(ctx: CommandContext): Promise<void> {
  const replies = (await loadAutoReplies(ctx)).filter(({ occasion }) => occasion === 'waiting')
  const shortest = Math.min(...replies.map(({ afterMinutes }) => afterMinutes ?? Infinity))
  if (!Number.isFinite(shortest)) return
  const since = ctx.now.subtract({ minutes: shortest }).toString()
  const { rows } = await sql<{ conversationId: string; channelKind: ChannelKind; waitedMinutes: number }>`
    select c.id as "conversationId", ch.kind as "channelKind",
           (extract(epoch from ${ctx.now.toString()}::timestamptz - c.waiting_since) / 60)::int as "waitedMinutes"
    from inbox.conversations c join inbox.channels ch on ch.org_id = c.org_id and ch.id = c.channel_id
    where c.org_id = ${ctx.orgId} and c.status = 'open' and c.waiting_since <= ${since}
      and c.waiting_since > ${ctx.now.subtract({ hours: 24 }).toString()} and ch.kind <> 'phone'
      and not exists (select from inbox.messages m where m.org_id = c.org_id and m.conversation_id = c.id
        and m.author_kind = 'auto_reply' and m.created_at >= c.waiting_since)`.execute(ctx.tx)
  const wanted = rows.flatMap(({ conversationId, channelKind, waitedMinutes }) => {
    const reply = chooseAutoReply(replies, 'waiting', channelKind)
    return reply && waitedMinutes >= (reply.afterMinutes ?? 0)
      ? [{ conversationId, autoReplyId: reply.id }]
      : []
  })
  await enqueueMany(ctx, ctx.jobs.kinds.get(SEND_AUTO_REPLY)!, wanted)
}

/** Sends one automatic reply. What cannot be sent there is left: nobody is waiting for it. */
export async function sendAutoReply(
  ctx: CommandContext,
  { conversationId, autoReplyId }: { conversationId: string; autoReplyId: string },
): Promise<void> {
  const reply = (await loadAutoReplies(ctx)).find(({ id }) => id === autoReplyId)
  const contactName = await lockUnanswered(ctx, conversationId)
  if (!reply || contactName === undefined) return
  const body = fillFacts(reply.body, await loadBotFacts(ctx, contactName))
  await queueAutoReply(ctx, conversationId, reply, body)
}

/** Locks the conversation; undefined when it got an automatic reply in this wait already, or somebody answered. */
async function lockUnanswered(ctx: CommandContext, conversationId: string): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    select p.name from inbox.conversations c join inbox.contacts p on p.org_id = c.org_id and p.id = c.contact_id
    where c.org_id = ${ctx.orgId} and c.id = ${conversationId} and c.status = 'open' and c.waiting_since is not null
      and not exists (select from inbox.messages m where m.org_id = c.org_id and m.conversation_id = c.id
        and m.created_at >= c.waiting_since and (m.author_kind = 'auto_reply' or m.data ->> 'automation' is not null))
    for update of c`.execute(ctx.tx)
  return rows[0]?.name
}

async function queueAutoReply(
  ctx: CommandContext,
  conversationId: string,
  reply: AutoReply,
  body: string,
): Promise<void> {
  try {
    await queueMessage(ctx, {
      conversationId,
      authorKind: 'auto_reply',
      body,
      data: { occasion: reply.occasion, autoReplyId: reply.id },
    })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    ctx.log.info({ conversationId, code: error.code }, 'an automatic reply could not be sent')
  }
}

import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { enqueueMany } from '#platform/jobs.ts'
import type { EventRecord } from '#values/event.ts'
import type { messagesReceived } from '../../events.ts'
import { loadBot } from '../../queries/bot/load-bot.ts'
import { loadInboxSettings } from '../../queries/inbox-settings.ts'

/** The job that answers one conversation; registered in `jobs/bot.ts`. */
export const ANSWER_BY_BOT = 'answerByBot'

/** Channels on which people expect an answer within moments; mails and calls go to people. */
export const BOT_CHANNELS = ['whatsapp', 'sms', 'webchat'] as const

/** Has the bot answer the conversations of new messages that are its own to answer: nobody looks after them yet. */
export async function wakeBot(
  ctx: CommandContext,
  { payload }: EventRecord<typeof messagesReceived.payload>,
): Promise<void> {
  const ids = payload.messages
    .filter(
      ({ channelKind, kind }) =>
        (BOT_CHANNELS as readonly string[]).includes(channelKind) && kind !== 'reaction',
    )
    .map(({ conversationId }) => conversationId)
  if (ids.length === 0 || !(await botIsOn(ctx))) return
  const { rows } = await sql<{ conversationId: string }>`
    select c.id as "conversationId" from inbox.conversations c
    where c.org_id = ${ctx.orgId} and c.id = any(${[...new Set(ids)]}::uuid[]) and c.status = 'open'
      and c.assignee_id is null and c.bot_state in ('none', 'running')`.execute(ctx.tx)
  await enqueueMany(ctx, ctx.jobs.kinds.get(ANSWER_BY_BOT)!, rows)
}

/** Whether the bot answers at all: switched on, with something it can do. */
export async function botIsOn(ctx: CommandContext): Promise<boolean> {
  const [settings, { flows }] = await Promise.all([loadInboxSettings(ctx), loadBot(ctx)])
  return settings.botEnabled === true && flows.length > 0
}

import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { mintToken } from '#platform/token.ts'
import { AppError } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import { mayAsk, type QuestionFacts, questionText } from '../../domain/satisfaction.ts'
import { loadInboxSettings } from '../../queries/inbox-settings.ts'
import { inboxTables } from '../../tables.ts'
import { queueMessage } from '../queue-message.ts'

type Row = Omit<QuestionFacts, 'isEnabled' | 'now'> & { channelId: string; agentId: string | null }

/** Asks the customer "How did we do?", if it may be asked and can be sent (INBX-026). Returns the question's id, or null. */
export async function askForRating(ctx: CommandContext, conversationId: string): Promise<string | null> {
  const [settings, row] = await Promise.all([loadInboxSettings(ctx), readFacts(ctx, conversationId)])
  const now = ctx.now.toString({ smallestUnit: 'millisecond' })
  if (!row || !mayAsk({ ...row, isEnabled: settings.ratingEnabled === true, now })) return null
  const id = newId(ctx.now.epochMilliseconds)
  const link = `${ctx.config.baseUrl}/rate/${mintToken(ctx.config.secret, 'rating', ctx.orgId, id)}`
  try {
    await queueMessage(ctx, {
      conversationId,
      authorKind: 'auto_reply',
      body: questionText(settings.ratingQuestion, row.channelKind, link),
      data: { ratingId: id },
      isSilent: true,
    })
  } catch (error) {
    // A shut window, a wish for no messages, a channel that is off: then nobody is asked.
    if (error instanceof AppError) return null
    throw error
  }
  await inboxTables(ctx.tx)
    .insertInto('ratings')
    .values({
      org_id: ctx.orgId,
      id,
      conversation_id: conversationId,
      channel_id: row.channelId,
      agent_id: row.agentId,
      handled_by: row.handledBy,
      asked_at: now,
    })
    .execute()
  return id
}

async function readFacts(ctx: CommandContext, conversationId: string): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select ch.kind as "channelKind", c.status, c.handled_by as "handledBy", c.channel_id as "channelId",
      coalesce(c.resolved_by, c.assignee_id) as "agentId",
      (select max(r.asked_at) from inbox.contacts s
       join inbox.conversations o on o.org_id = s.org_id and o.contact_id = s.id
       join inbox.ratings r on r.org_id = o.org_id and r.conversation_id = o.id
       where s.org_id = c.org_id and (s.id = coalesce(p.merged_into, p.id) or s.merged_into = coalesce(p.merged_into, p.id))
      ) as "lastAskedAt"
    from inbox.conversations c
    join inbox.channels ch on ch.org_id = c.org_id and ch.id = c.channel_id
    join inbox.contacts p on p.org_id = c.org_id and p.id = c.contact_id
    where c.org_id = ${ctx.orgId} and c.id = ${conversationId} for update of c`.execute(ctx.tx)
  return rows[0]
}

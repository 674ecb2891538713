import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract/conversations.ts'
import type { Message } from '../contract/conversations.ts'
import { deliveriesChanged } from '../events.ts'
import { readMessage } from '../queries/message-row.ts'
import { lockSendable, refuseUnsendable } from '../queries/sendable.ts'
import { inboxTables } from '../tables.ts'
import { enqueueSend } from './enqueue-send.ts'

/** Puts a failed message on the queue again, at its end. The vendor's old id is forgotten: late words about it count no more. */
export async function retryMessage(
  ctx: CommandContext,
  { messageId }: Input<typeof contract.retryMessage>,
): Promise<Message> {
  permit(ctx, 'message.send')
  const message = await readMessage(ctx, messageId)
  if (message.direction !== 'out' || message.status !== 'failed') throw new AppError('inbox.not_retryable')
  const to = await lockSendable(ctx, message.conversationId)
  await refuseUnsendable(ctx, to, { isTemplate: message.kind === 'template' })
  const { rows } = await sql`
    update inbox.messages set status = 'queued', provider_ref = null, sent_at = null, delivered_at = null, read_at = null,
      failed_at = null, failure_code = null, failure_title = null, failure_category = null
    where org_id = ${ctx.orgId} and id = ${messageId} and status = 'failed' returning 1`.execute(ctx.tx)
  if (rows.length === 0) throw new AppError('inbox.not_retryable')
  const now = ctx.now.toString()
  await inboxTables(ctx.tx)
    .insertInto('outgoing')
    .values({
      org_id: ctx.orgId,
      message_id: messageId,
      channel_id: to.channelId,
      conversation_id: to.conversationId,
      next_try_at: now,
      queued_at: now,
    })
    .onConflict((conflict) =>
      conflict.constraint('outgoing_pkey').doUpdateSet({ attempts: 0, next_try_at: now }),
    )
    .execute()
  await Promise.all([
    sql`update inbox.failures set handled_at = ${now}, handled_how = 'sent again'
      where org_id = ${ctx.orgId} and message_id = ${messageId}`.execute(ctx.tx),
    enqueueSend(ctx, to.channelId, messageId),
    publish(
      ctx,
      deliveriesChanged({
        messages: [{ messageId, conversationId: to.conversationId, status: 'queued', category: null }],
      }),
    ),
  ])
  return readMessage(ctx, messageId)
}

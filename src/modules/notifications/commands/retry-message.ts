import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { retryMessage as contract } from '../contract.ts'
import { findMessageRow } from '../queries/get-message.ts'
import { toMessage } from '../queries/message-row.ts'
import { notificationsTables } from '../tables.ts'
import { enqueueMessage } from './enqueue-message.ts'

/**
 * Sends a message now, with all tries anew: one that waits, failed, or stays in the Outbox from before a mail
 * server was set.
 */
export async function retryMessage(
  ctx: CommandContext,
  { messageId }: Input<typeof contract>,
): Promise<Output<typeof contract>> {
  permit(ctx, 'message.send')
  await findMessageRow(ctx, messageId)
  const now = ctx.now.toString()
  const row = await notificationsTables(ctx.tx)
    .updateTable('messages')
    .set({ status: 'queued', attempts: 0, next_try_at: now, last_error: null, sent_at: null })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', messageId)
    .where('status', 'in', ctx.config.smtpUrl ? ['queued', 'failed', 'outbox'] : ['queued', 'failed'])
    .returningAll()
    .executeTakeFirst()
  if (!row) throw new AppError('notifications.not_retryable')
  await notificationsTables(ctx.tx)
    .insertInto('unfinished')
    .values({ org_id: ctx.orgId, message_id: messageId, since: now })
    .onConflict((conflict) =>
      conflict.constraint('unfinished_pkey').doUpdateSet({ is_failed: false, since: now }),
    )
    .execute()
  await enqueueMessage(ctx, messageId)
  await audit(ctx, {
    action: 'message.retry',
    recordType: 'message',
    recordId: messageId,
    summary: `Sent “${row.subject}” to ${row.to_address} again`,
  })
  return toMessage(row)
}

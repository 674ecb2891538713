import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { discardMessage as contract } from '../contract.ts'
import { findMessageRow } from '../queries/get-message.ts'
import { toMessage } from '../queries/message-row.ts'
import { notificationsTables } from '../tables.ts'

/** Gives a waiting or failed message up. Its planned job then finds nothing to do. */
export async function discardMessage(
  ctx: CommandContext,
  { messageId }: Input<typeof contract>,
): Promise<Output<typeof contract>> {
  permit(ctx, 'message.send')
  await findMessageRow(ctx, messageId)
  const row = await notificationsTables(ctx.tx)
    .updateTable('messages')
    .set({ status: 'discarded', next_try_at: null })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', messageId)
    .where('status', 'in', ['queued', 'failed'])
    .returningAll()
    .executeTakeFirst()
  if (!row) throw new AppError('notifications.not_discardable')
  await notificationsTables(ctx.tx)
    .deleteFrom('unfinished')
    .where('org_id', '=', ctx.orgId)
    .where('message_id', '=', messageId)
    .execute()
  await audit(ctx, {
    action: 'message.discard',
    recordType: 'message',
    recordId: messageId,
    summary: `Discarded “${row.subject}” to ${row.to_address}`,
  })
  return toMessage(row)
}

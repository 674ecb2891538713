import type { Selectable } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { may, permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { getMessage as contract } from '../contract.ts'
import { MOST_TRIES } from '../domain/retry.ts'
import { type MessagesTable, notificationsTables } from '../tables.ts'
import { toMessage } from './message-row.ts'

/** One message with its text, unless a personal link in it is somebody else's secret. */
export async function getMessage(
  ctx: QueryContext,
  { messageId }: Input<typeof contract>,
): Promise<Output<typeof contract>> {
  permit(ctx, 'message.view')
  const row = await findMessageRow(ctx, messageId)
  const hiddenBecause = whyHidden(ctx, row)
  return {
    ...toMessage(row),
    html: hiddenBecause ? null : row.html,
    text: hiddenBecause ? null : row.body_text,
    templateVersion: row.template_version,
    providerRef: row.provider_ref,
    hiddenBecause,
    maxAttempts: MOST_TRIES,
  }
}

/** The message's row; refuses when there is none. */
export async function findMessageRow(
  ctx: QueryContext,
  messageId: string,
): Promise<Selectable<MessagesTable>> {
  const row = await notificationsTables(ctx.tx)
    .selectFrom('messages')
    .selectAll()
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', messageId)
    .executeTakeFirst()
  if (!row) throw new AppError('notifications.message_not_found')
  return row
}

/**
 * Who could read a link to a new password could take the account over. While no mail server is set, owners may
 * read such a message in the Outbox, since nobody else can pass it on; an invitation, whoever invites.
 */
function whyHidden(ctx: QueryContext, row: Selectable<MessagesTable>): string | null {
  if (!row.is_secret) return null
  if (row.html === null)
    return 'This message carried a personal link. Its text was not kept after it was sent.'
  const needed = row.template_key === 'team_invitation' ? 'team.manage' : 'team.owners'
  if (row.status === 'outbox' && may(ctx.actor, needed)) return null
  return 'This message carries a personal link that only its receiver may read.'
}

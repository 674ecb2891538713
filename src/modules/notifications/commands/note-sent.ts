import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { messageSent } from '../events.ts'
import { notificationsTables } from '../tables.ts'
import { factsOf } from './message-facts.ts'

/**
 * Notes that a message left, or stays in the Outbox because no mail server is set. The text of a message with a
 * personal link is forgotten once it was sent.
 */
export async function noteSent(
  ctx: CommandContext,
  { messageId, ref }: { messageId: string; ref: string | null },
): Promise<void> {
  const state = ref === null ? 'outbox' : 'sent'
  const forget = sql<boolean>`is_secret and ${state === 'sent'}`
  const row = await notificationsTables(ctx.tx)
    .updateTable('messages')
    .set({
      status: state,
      provider_ref: ref,
      last_error: null,
      sent_at: ctx.now.toString(),
      html: sql`case when ${forget} then null else html end`,
      body_text: sql`case when ${forget} then null else body_text end`,
    })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', messageId)
    .where('status', '=', 'sending')
    .returningAll()
    .executeTakeFirst()
  if (!row) return
  await notificationsTables(ctx.tx)
    .deleteFrom('unfinished')
    .where('org_id', '=', ctx.orgId)
    .where('message_id', '=', messageId)
    .execute()
  await publish(ctx, messageSent({ ...factsOf(row), state }))
}

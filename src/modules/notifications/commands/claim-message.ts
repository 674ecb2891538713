import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { notificationsTables } from '../tables.ts'

/** What the mailer needs of a message. */
export interface ClaimedMessage {
  id: string
  to: { name: string; address: string }
  subject: string
  html: string
  text: string
}

// The queue runs by the database's clock, the plan is written by ours.
const CLOCK_SLACK_SECONDS = 30

/** Takes a waiting message whose time has come, so that nobody else sends it; null when there is nothing to do. */
export async function claimMessage(ctx: CommandContext, messageId: string): Promise<ClaimedMessage | null> {
  const latest = ctx.now.add({ seconds: CLOCK_SLACK_SECONDS }).toString()
  const row = await notificationsTables(ctx.tx)
    .updateTable('messages')
    .set({ status: 'sending', attempts: sql`attempts + 1`, next_try_at: null })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', messageId)
    .where('status', '=', 'queued')
    .where('next_try_at', '<=', latest)
    .returning(['id', 'to_name', 'to_address', 'subject', 'html', 'body_text'])
    .executeTakeFirst()
  if (!row) return null
  await notificationsTables(ctx.tx)
    .updateTable('unfinished')
    .set({ since: ctx.now.toString() })
    .where('org_id', '=', ctx.orgId)
    .where('message_id', '=', messageId)
    .execute()
  return {
    id: row.id,
    to: { name: row.to_name, address: row.to_address },
    subject: row.subject,
    html: row.html ?? '',
    text: row.body_text ?? '',
  }
}

import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { AppError } from '#values/errors.ts'

/** What of a mail is loaded only when somebody looks at it. */
export interface MailMessage {
  channelId: string
  html: string | null
  /** Where long HTML is stored. */
  htmlKey: string | null
  remoteImages: readonly string[]
}

/** A mail of the inbox. Refuses other messages. */
export async function getMailMessage(ctx: QueryContext, messageId: string): Promise<MailMessage> {
  permit(ctx, 'message.view')
  const { rows } = await sql<MailMessage>`
    select channel_id as "channelId", data ->> 'html' as html, data ->> 'htmlKey' as "htmlKey",
      coalesce(data -> 'remoteImages', '[]') as "remoteImages"
    from inbox.messages where org_id = ${ctx.orgId} and id = ${messageId} and kind = 'email'`.execute(ctx.tx)
  if (!rows[0]) throw new AppError('inbox.message_not_found')
  return rows[0]
}

/** The vendor id of a mail of ours that was sent and not yet read; null when there is nothing to note. */
export async function findUnopenedMail(
  ctx: QueryContext,
  messageId: string,
): Promise<{ channelId: string; providerRef: string } | null> {
  const { rows } = await sql<{ channelId: string; providerRef: string }>`
    select channel_id as "channelId", provider_ref as "providerRef" from inbox.messages
    where org_id = ${ctx.orgId} and id = ${messageId} and direction = 'out' and status in ('sent', 'delivered')
      and provider_ref is not null`.execute(ctx.tx)
  return rows[0] ?? null
}

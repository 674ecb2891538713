import type { MessageFacts, messageFailed, messageSent } from '#modules/notifications/events.ts'
import type { CommandContext } from '#platform/context.ts'
import type { EventKind, EventRecord } from '#values/event.ts'
import { crmTables } from '../tables.ts'
import { insertEntry } from './insert-entry.ts'

type Told<K> = K extends EventKind<infer P> ? EventRecord<P> : never

/** A message left for the client. */
export const writeMessageSent = (ctx: CommandContext, event: Told<typeof messageSent>) =>
  writeMessage(
    ctx,
    event,
    event.payload.state === 'sent' ? 'E-mail sent' : 'E-mail in the Outbox',
    event.payload.subject,
  )

/** A message to the client could not be delivered. */
export const writeMessageFailed = (ctx: CommandContext, event: Told<typeof messageFailed>) =>
  writeMessage(ctx, event, 'E-mail not delivered', `${event.payload.subject}: ${event.payload.error}`)

async function writeMessage(
  ctx: CommandContext,
  event: { occurredAt: string; payload: MessageFacts },
  title: string,
  detail: string,
): Promise<void> {
  const { clientId, messageId } = event.payload
  if (!clientId) return
  const client = await crmTables(ctx.tx)
    .selectFrom('clients')
    .select('id')
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', clientId)
    .executeTakeFirst()
  if (!client) return
  await insertEntry(ctx, {
    clientId,
    kind: 'message',
    at: event.occurredAt,
    title,
    detail,
    actor: 'Frontdesk',
    refType: 'message',
    refId: messageId,
  })
}

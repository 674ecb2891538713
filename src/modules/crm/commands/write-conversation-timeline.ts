import { sql } from 'kysely'
import type { conversationResolved, messagesReceived } from '#modules/inbox/events.ts'
import type { CommandContext } from '#platform/context.ts'
import type { EventKind, EventRecord } from '#values/event.ts'
import { newId } from '#values/ids.ts'
import { timelineGrew } from '../events.ts'

type Told<K> = K extends EventKind<infer P> ? EventRecord<P> : never

interface Line {
  clientId: string
  conversationId: string
  title: string
  detail: string
}

const by: Record<string, string> = {
  whatsapp: 'on WhatsApp',
  sms: 'by SMS',
  email: 'by e-mail',
  webchat: 'in the web chat',
  phone: 'by phone',
}

const channelNames: Record<string, string> = {
  whatsapp: 'WhatsApp',
  sms: 'SMS',
  email: 'E-mail',
  webchat: 'Web chat',
  phone: 'Phone',
}

/** The client began a conversation, or opened one again. What follows in it stands there. */
export async function writeConversationBegun(
  ctx: CommandContext,
  event: Told<typeof messagesReceived>,
): Promise<void> {
  const lines = event.payload.messages
    .filter(({ isOpening, clientId }) => isOpening && clientId !== null)
    .map(({ clientId, conversationId, channelKind, preview }) => ({
      clientId: clientId!,
      conversationId,
      title: channelKind === 'phone' ? 'Called' : `Wrote ${by[channelKind] ?? ''}`.trim(),
      detail: preview,
    }))
  await insertLines(ctx, lines, event.occurredAt, 'Client')
}

/** A conversation with the client was resolved. */
export async function writeConversationResolved(
  ctx: CommandContext,
  event: Told<typeof conversationResolved>,
): Promise<void> {
  const { clientId, conversationId, number, channelKind, by: who } = event.payload
  if (!clientId) return
  const title = `Conversation #${number} resolved`
  const detail = channelNames[channelKind] ?? ''
  const actor = who === 'agent' ? event.actor : who === 'bot' ? 'Bot' : 'Frontdesk'
  await insertLines(ctx, [{ clientId, conversationId, title, detail }], event.occurredAt, actor)
}

/** One statement for a whole batch; clients that are gone get no line. */
async function insertLines(
  ctx: CommandContext,
  lines: readonly Line[],
  at: string,
  actor: string,
): Promise<void> {
  if (lines.length === 0) return
  const column = <T>(value: (line: Line) => T) => lines.map(value)
  await sql`
    insert into crm.timeline (org_id, id, client_id, at, kind, title, detail, actor, ref_type, ref_id)
    select c.org_id, l.id, c.id, ${at}, 'message', l.title, l.detail, ${actor}, 'conversation', l.conversation_id
    from crm.clients c join unnest(${column(() => newId(Date.parse(at)))}::uuid[], ${column(({ clientId }) => clientId)}::uuid[],
      ${column(({ title }) => title)}::text[], ${column(({ detail }) => detail)}::text[],
      ${column(({ conversationId }) => conversationId)}::uuid[]) as l (id, client_id, title, detail, conversation_id)
      on l.client_id = c.id
    where c.org_id = ${ctx.orgId}`.execute(ctx.tx)
  for (const clientId of new Set(column(({ clientId }) => clientId)))
    ctx.published.push(timelineGrew({ clientId }))
}

import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type * as contract from '../contract/webchat.ts'
import { visitorName } from '../domain/visitor-token.ts'
import { findOpenWebchat, findVisitor, type VisitorRow } from '../queries/webchat.ts'
import { tellConversations } from './tell-conversations.ts'
import { upsertContacts } from './upsert-contacts.ts'

/** Keeps who the visitor says they are. Nobody has checked it: it names the contact, and opens nothing. */
export async function saveVisitorDetails(
  ctx: CommandContext,
  { token, key, name, email, phone }: Input<typeof contract.saveVisitorDetails>,
): Promise<Output<typeof contract.saveVisitorDetails>> {
  const channel = await findOpenWebchat(ctx, token)
  const visitor = await findVisitor(ctx, channel.id, key)
  await writeVisitorDetails(ctx, channel.id, visitor, { name, email, phone })
  return { ok: true }
}

/** Writes details to the visitor and, when they have written already, to their contact and its conversations. */
export async function writeVisitorDetails(
  ctx: CommandContext,
  channelId: string,
  visitor: VisitorRow,
  details: { name?: string; email?: string; phone?: string },
): Promise<VisitorRow> {
  const after = {
    ...visitor,
    name: details.name || visitor.name,
    email: details.email || visitor.email,
    phone: details.phone || visitor.phone,
  }
  await sql`update inbox.webchat_visitors set name = ${after.name}, email = ${after.email}, phone = ${after.phone}
    where org_id = ${ctx.orgId} and id = ${visitor.id}`.execute(ctx.tx)
  const conversationIds = await conversationsOf(ctx, visitor.id)
  if (conversationIds.length > 0) await nameContact(ctx, channelId, visitor, after, conversationIds)
  return after
}

async function nameContact(
  ctx: CommandContext,
  channelId: string,
  before: VisitorRow,
  after: VisitorRow,
  conversationIds: readonly string[],
): Promise<void> {
  const contacts = await upsertContacts(ctx, channelId, [
    { platformUserId: after.id, name: after.name, email: after.email, phone: after.phone },
  ])
  const contact = contacts.get(after.id)!
  // A name that the office gave stays.
  await sql`update inbox.contacts set name = ${after.name}, email = coalesce(${after.email}, email),
      phone = coalesce(${after.phone}, phone)
    where org_id = ${ctx.orgId} and id = ${contact.id} and ${after.name} <> ''
      and name in (${visitorName(after.id)}, ${before.name})`.execute(ctx.tx)
  await tellConversations(ctx, conversationIds, 'linked')
}

/** Newest first. */
async function conversationsOf(ctx: CommandContext, visitorId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select conversation_id as id from inbox.webchat_threads
    where org_id = ${ctx.orgId} and visitor_id = ${visitorId} order by since desc`.execute(ctx.tx)
  return rows.map(({ id }) => id)
}

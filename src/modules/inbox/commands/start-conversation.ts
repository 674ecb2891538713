import { sql } from 'kysely'
import { getClient } from '#modules/crm/public.ts'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError, invalidInput } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import type * as contract from '../contract/conversations.ts'
import type { Conversation } from '../contract/conversations.ts'
import { type ContactKey, contactKey } from '../domain/contact-key.ts'
import { choosePolicy } from '../domain/sla.ts'
import { type ChannelRow, findChannel } from '../queries/channel.ts'
import { readConversation } from '../queries/conversation-row.ts'
import { loadSlaRules } from '../queries/sla-rules.ts'
import { inboxTables } from '../tables.ts'
import { actingMember } from './acting-member.ts'
import { nextNumbers } from './next-numbers.ts'
import { noteActs } from './note-acts.ts'
import { queueMessage } from './queue-message.ts'
import { type ContactRow, upsertContacts } from './upsert-contacts.ts'

type Start = Input<typeof contract.startConversation>

/**
 * Begins a conversation with a client or an address. Where one with the same person runs on the channel already, it goes
 * on there; a mail is always a matter of its own.
 */
export async function startConversation(ctx: CommandContext, input: Start): Promise<Conversation> {
  permit(ctx, 'message.send')
  const memberId = actingMember(ctx)
  const { body, templateId, variables } = input
  if (body === '' && !templateId) throw invalidInput([{ path: ['body'], message: 'Write a message.' }])
  const channel = await findChannel(ctx, input.channelId)
  const { key, name, clientId } = await personOf(ctx, channel, input)
  const contacts = await upsertContacts(ctx, channel.id, [{ ...key, name }])
  const contact = contacts.get(key.platformUserId)!
  if (clientId && contact.clientId !== clientId) await linkContact(ctx, contact, clientId)
  const running = channel.kind === 'email' ? null : await findRunning(ctx, contact.id)
  const conversationId =
    running ?? (await insertConversation(ctx, { channel, contact, memberId, subject: input.subject }))
  await queueMessage(ctx, {
    conversationId,
    authorKind: 'agent',
    authorId: memberId,
    body,
    ...(templateId && { templateId, variables: variables ?? [] }),
  })
  await noteActs(ctx, [{ conversationId, event: running ? 'replied' : 'started', body: '' }])
  return readConversation(ctx, conversationId)
}

async function personOf(ctx: CommandContext, channel: ChannelRow, input: Start) {
  if (channel.kind === 'webchat' || channel.kind === 'phone') throw new AppError('inbox.cannot_send')
  const client = input.clientId ? await getClient(ctx, { clientId: input.clientId }) : null
  const address = input.address ?? (channel.kind === 'email' ? client?.email : client?.phone)
  const key: ContactKey | null = address ? contactKey(channel.kind, address) : null
  if (!key)
    throw invalidInput([{ path: ['address'], message: faultOf(channel, client !== null && !input.address) }])
  return { key, name: input.name ?? client?.name ?? '', clientId: client?.id ?? null }
}

function faultOf({ kind }: ChannelRow, isOfClient: boolean): string {
  const what = kind === 'email' ? 'e-mail address' : 'telephone number'
  if (isOfClient) return `This client has no ${what}. Write one here.`
  return kind === 'email'
    ? 'Write an e-mail address such as name@example.com.'
    : 'Write a telephone number such as 07700 900142.'
}

async function linkContact(ctx: CommandContext, contact: ContactRow, clientId: string): Promise<void> {
  contact.clientId = clientId
  await inboxTables(ctx.tx)
    .updateTable('contacts')
    .set({ client_id: clientId })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', contact.id)
    .execute()
}

async function findRunning(ctx: CommandContext, contactId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from inbox.conversations
    where org_id = ${ctx.orgId} and contact_id = ${contactId} and status <> 'resolved'
    order by opened_at desc limit 1`.execute(ctx.tx)
  return rows[0]?.id ?? null
}

/** Nothing is promised for the beginning, which is ours; the policy counts once the customer writes. */
async function insertConversation(
  ctx: CommandContext,
  facts: { channel: ChannelRow; contact: ContactRow; memberId: string; subject: string },
): Promise<string> {
  const { channel, contact, memberId, subject } = facts
  const [rules, number] = await Promise.all([loadSlaRules(ctx), nextNumbers(ctx, 'conversation')])
  const id = newId(ctx.now.epochMilliseconds)
  const now = ctx.now.toString()
  await inboxTables(ctx.tx)
    .insertInto('conversations')
    .values({
      org_id: ctx.orgId,
      id,
      number,
      channel_id: channel.id,
      contact_id: contact.id,
      client_id: contact.clientId,
      subject,
      assignee_id: memberId,
      opened_at: now,
      is_first: contact.isNew,
      last_message_at: now,
      last_author: 'agent',
      sla_policy_id: choosePolicy(rules, { channelKind: channel.kind, priority: 'normal' })?.id ?? null,
    })
    .execute()
  await inboxTables(ctx.tx)
    .insertInto('participants')
    .values({ org_id: ctx.orgId, conversation_id: id, member_id: memberId, since: now })
    .execute()
  return id
}

import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import type * as contract from '../contract/conversations.ts'
import type { Message } from '../contract/conversations.ts'
import { mentionsIn } from '../domain/mentions.ts'
import { conversationChanged } from '../events.ts'
import { readMessage } from '../queries/message-row.ts'
import { loadPeople } from '../queries/people.ts'
import { inboxTables } from '../tables.ts'
import { lockConversations } from './change-conversations.ts'
import { conversationFacts } from './conversation-facts.ts'
import { noteActs } from './note-acts.ts'
import { forgetDraft } from './save-draft.ts'

/** Writes a private note. Members it names, and its writer, take part from then on. It ends nobody's wait. */
export async function addNote(ctx: CommandContext, input: Input<typeof contract.addNote>): Promise<Message> {
  permit(ctx, 'message.send')
  const { conversationId, body } = input
  const [[conversation], people] = await Promise.all([
    lockConversations(ctx, [conversationId]),
    loadPeople(ctx),
  ])
  if (!conversation) throw new AppError('inbox.conversation_not_found')
  const memberId = ctx.actor.kind === 'user' ? ctx.actor.memberId : null
  const active = [...people.values()].filter(({ isActive }) => isActive)
  const named = new Set([...(input.mentionIds ?? []), ...mentionsIn(body, active)])
  const mentioned = active.map(({ id }) => id).filter((id) => named.has(id) && id !== memberId)
  const id = newId(ctx.now.epochMilliseconds)
  const now = ctx.now.toString()
  await inboxTables(ctx.tx)
    .insertInto('messages')
    .values({
      org_id: ctx.orgId,
      id,
      conversation_id: conversationId,
      channel_id: conversation.channelId,
      direction: 'internal',
      author_kind: memberId ? 'agent' : 'system',
      author_id: memberId,
      kind: 'note',
      body,
      data: JSON.stringify(mentioned.length > 0 ? { mentions: mentioned } : {}),
      status: 'internal',
      created_at: now,
    })
    .execute()
  await Promise.all([
    noteMentions(ctx, { id, conversationId, mentioned }),
    noteParticipants(ctx, conversationId, [...mentioned, ...(memberId ? [memberId] : [])]),
    memberId && forgetDraft(ctx, conversationId, memberId),
    noteActs(ctx, [{ conversationId, event: 'noted', body: '' }]),
    publish(ctx, conversationChanged({ ...conversationFacts(conversation), change: 'noted' })),
  ])
  return readMessage(ctx, id)
}

async function noteMentions(
  ctx: CommandContext,
  note: { id: string; conversationId: string; mentioned: readonly string[] },
): Promise<void> {
  if (note.mentioned.length === 0) return
  await sql`
    insert into inbox.mentions (org_id, message_id, member_id, conversation_id, at)
    select o.id, ${note.id}, m, ${note.conversationId}, ${ctx.now.toString()}
    from core.orgs o, unnest(${[...note.mentioned]}::uuid[]) m where o.id = ${ctx.orgId}`.execute(ctx.tx)
}

async function noteParticipants(
  ctx: CommandContext,
  conversationId: string,
  memberIds: readonly string[],
): Promise<void> {
  if (memberIds.length === 0) return
  await sql`
    insert into inbox.participants (org_id, conversation_id, member_id, since)
    select o.id, ${conversationId}, m, ${ctx.now.toString()}
    from core.orgs o, unnest(${[...memberIds]}::uuid[]) m where o.id = ${ctx.orgId}
    on conflict do nothing`.execute(ctx.tx)
}

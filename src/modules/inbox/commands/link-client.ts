import { sql } from 'kysely'
import { getClient } from '#modules/crm/public.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract/conversations.ts'
import type { Conversation } from '../contract/conversations.ts'
import { conversationChanged } from '../events.ts'
import { readConversation } from '../queries/conversation-row.ts'
import { byWords } from './by-words.ts'
import { lockConversations } from './change-conversations.ts'
import { conversationFacts } from './conversation-facts.ts'
import { noteActs } from './note-acts.ts'

/**
 * Says which client the person is, or that they are none. The whole person is linked: every contact that was merged
 * and all their conversations, so that the client's record shows everything.
 */
export async function linkClient(
  ctx: CommandContext,
  { conversationId, clientId }: Input<typeof contract.linkClient>,
): Promise<Conversation> {
  permit(ctx, 'message.send')
  const [conversation] = await lockConversations(ctx, [conversationId])
  if (!conversation) throw new AppError('inbox.conversation_not_found')
  const client = clientId === null ? null : await getClient(ctx, { clientId })
  const before = conversation.clientId
  if (before !== clientId) {
    await writeLink(ctx, conversation.contactId, clientId)
    const by = byWords(ctx)
    const body = client
      ? `${by} linked this person to the client ${client.name}.`
      : `${by} took the link to the client away.`
    await noteActs(ctx, [{ conversationId, event: 'linked', body, data: { clientId, before } }])
    await publish(
      ctx,
      conversationChanged({ ...conversationFacts(conversation), clientId, change: 'linked' }),
    )
  }
  return readConversation(ctx, conversationId)
}

async function writeLink(ctx: CommandContext, contactId: string, clientId: string | null): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    update inbox.contacts c set client_id = ${clientId}
    from (select coalesce(p.merged_into, p.id) as id from inbox.contacts p
          where p.org_id = ${ctx.orgId} and p.id = ${contactId}) kept
    where c.org_id = ${ctx.orgId} and (c.id = kept.id or c.merged_into = kept.id)
    returning c.id`.execute(ctx.tx)
  await sql`
    update inbox.conversations set client_id = ${clientId}
    where org_id = ${ctx.orgId} and contact_id = any(${rows.map(({ id }) => id)}::uuid[])
      and client_id is distinct from ${clientId}`.execute(ctx.tx)
}

import { getClient } from '#modules/crm/public.ts'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import type { createTicket as contract, Ticket } from '../../contract/tickets.ts'
import { loadPeople } from '../../queries/people.ts'
import { readTicket } from '../../queries/tickets/ticket-row.ts'
import { inboxTables } from '../../tables.ts'
import { byWords } from '../by-words.ts'
import { nextNumbers } from '../next-numbers.ts'
import { tellTicket } from './tell-ticket.ts'

/** Opens a ticket; from a conversation it takes the client (INBX-023). */
export async function createTicket(ctx: CommandContext, input: Input<typeof contract>): Promise<Ticket> {
  permit(ctx, 'message.send')
  const { title, priority } = input
  const conversation = input.conversationId ? await findConversation(ctx, input.conversationId) : null
  if (input.clientId) await getClient(ctx, { clientId: input.clientId })
  await checkAssignee(ctx, input.assigneeId)
  const id = newId(ctx.now.epochMilliseconds)
  await inboxTables(ctx.tx)
    .insertInto('tickets')
    .values({
      org_id: ctx.orgId,
      id,
      number: await nextNumbers(ctx, 'ticket'),
      title,
      conversation_id: conversation?.id ?? null,
      client_id: input.clientId ?? conversation?.client_id ?? null,
      priority,
      status: 'open',
      assignee_id: input.assigneeId ?? null,
      created_at: ctx.now.toString(),
      created_by: byWords(ctx),
    })
    .execute()
  const ticket = await readTicket(ctx, id)
  const sentence = `${byWords(ctx)} opened the ticket #${ticket.number}: ${title}`
  await tellTicket(ctx, ticket, { change: 'opened', sentence })
  return ticket
}

async function findConversation(ctx: CommandContext, conversationId: string) {
  const found = await inboxTables(ctx.tx)
    .selectFrom('conversations')
    .select(['id', 'client_id'])
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', conversationId)
    .executeTakeFirst()
  if (!found) throw new AppError('inbox.conversation_not_found')
  return found
}

/** Refuses who does not work here. */
export async function checkAssignee(ctx: CommandContext, memberId: string | null | undefined): Promise<void> {
  if (memberId && !(await loadPeople(ctx)).get(memberId)?.isActive) throw new AppError('inbox.not_found')
}

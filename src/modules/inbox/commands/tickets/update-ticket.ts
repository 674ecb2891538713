import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { updateTicket as contract, Ticket } from '../../contract/tickets.ts'
import { readTicket } from '../../queries/tickets/ticket-row.ts'
import { inboxTables } from '../../tables.ts'
import { byWords } from '../by-words.ts'
import { checkAssignee } from './create-ticket.ts'
import { tellTicket } from './tell-ticket.ts'

/** Changes what is sent of a ticket that is not resolved; what is so already changes nothing. */
export async function updateTicket(
  ctx: CommandContext,
  { ticketId, ...input }: Input<typeof contract>,
): Promise<Ticket> {
  permit(ctx, 'message.send')
  const before = await readTicket(ctx, ticketId)
  await checkAssignee(ctx, input.assigneeId)
  const wanted = Object.entries(input).filter(
    ([field, value]) => value !== undefined && value !== before[field as keyof Ticket],
  )
  if (wanted.length === 0) return before
  const { title, priority, status, assigneeId } = input
  const { numUpdatedRows } = await inboxTables(ctx.tx)
    .updateTable('tickets')
    .set({
      ...(title !== undefined && { title }),
      ...(priority !== undefined && { priority }),
      ...(status !== undefined && { status }),
      ...(assigneeId !== undefined && { assignee_id: assigneeId }),
    })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', ticketId)
    .where('status', '<>', 'resolved')
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw new AppError('inbox.ticket_resolved')
  const ticket = await readTicket(ctx, ticketId)
  const sentence = `${byWords(ctx)} changed the ticket #${ticket.number}: ${wanted.map(([field]) => words[field as keyof typeof words](ticket)).join(', ')}`
  await tellTicket(ctx, ticket, { change: 'changed', sentence })
  return ticket
}

const words = {
  title: ({ title }: Ticket) => `called “${title}”`,
  priority: ({ priority }: Ticket) => `priority ${priority}`,
  status: ({ status }: Ticket) => (status === 'pending' ? 'waiting for somebody' : 'open'),
  assigneeId: ({ assigneeName }: Ticket) => (assigneeName ? `given to ${assigneeName}` : 'given to nobody'),
}

import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { resolveTicket as contract, Ticket } from '../../contract/tickets.ts'
import { readTicket } from '../../queries/tickets/ticket-row.ts'
import { inboxTables } from '../../tables.ts'
import { byWords } from '../by-words.ts'
import { tellTicket } from './tell-ticket.ts'

/** Resolves a ticket; of two who do it at once, one is told that it is done. */
export async function resolveTicket(
  ctx: CommandContext,
  { ticketId }: Input<typeof contract>,
): Promise<Ticket> {
  permit(ctx, 'message.send')
  const { numUpdatedRows } = await inboxTables(ctx.tx)
    .updateTable('tickets')
    .set({
      status: 'resolved',
      resolved_at: ctx.now.toString(),
      resolved_by: ctx.actor.kind === 'user' ? ctx.actor.memberId : null,
    })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', ticketId)
    .where('status', '<>', 'resolved')
    .executeTakeFirstOrThrow()
  const ticket = await readTicket(ctx, ticketId)
  if (numUpdatedRows === 0n) throw new AppError('inbox.ticket_resolved')
  const sentence = `${byWords(ctx)} resolved the ticket #${ticket.number}: ${ticket.title}`
  await tellTicket(ctx, ticket, { change: 'resolved', sentence })
  return ticket
}

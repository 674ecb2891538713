import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { reopenTicket as contract, Ticket } from '../../contract/tickets.ts'
import { readTicket } from '../../queries/tickets/ticket-row.ts'
import { inboxTables } from '../../tables.ts'
import { byWords } from '../by-words.ts'
import { tellTicket } from './tell-ticket.ts'

/** Opens a resolved ticket again. */
export async function reopenTicket(
  ctx: CommandContext,
  { ticketId }: Input<typeof contract>,
): Promise<Ticket> {
  permit(ctx, 'message.send')
  const { numUpdatedRows } = await inboxTables(ctx.tx)
    .updateTable('tickets')
    .set({ status: 'open', resolved_at: null, resolved_by: null })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', ticketId)
    .where('status', '=', 'resolved')
    .executeTakeFirstOrThrow()
  const ticket = await readTicket(ctx, ticketId)
  if (numUpdatedRows === 0n) throw new AppError('inbox.ticket_open')
  const sentence = `${byWords(ctx)} opened the ticket #${ticket.number} again: ${ticket.title}`
  await tellTicket(ctx, ticket, { change: 'reopened', sentence })
  return ticket
}

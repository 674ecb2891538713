import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import type { getTicket as contract, Ticket } from '../../contract/tickets.ts'
import { readTicket } from './ticket-row.ts'

/** One ticket, for those who may read messages. */
export async function getTicket(ctx: QueryContext, { ticketId }: Input<typeof contract>): Promise<Ticket> {
  permit(ctx, 'message.view')
  return readTicket(ctx, ticketId)
}

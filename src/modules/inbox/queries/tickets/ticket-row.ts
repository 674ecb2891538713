import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { AppError } from '#values/errors.ts'
import type { Ticket } from '../../contract/tickets.ts'
import { loadPeople, nameOf } from '../people.ts'

export type TicketRow = Omit<Ticket, 'assigneeName' | 'resolvedByName'> & { resolvedBy: string | null }

/** Columns of `inbox.tickets as t` with its joins. */
export const ticketColumns: RawBuilder<unknown> = sql`t.id, t.number, t.title, t.status, t.priority,
  t.conversation_id as "conversationId", c.number as "conversationNumber", t.client_id as "clientId",
  coalesce(k.name, p.name, '') as "contactName", t.assignee_id as "assigneeId", t.created_at as "createdAt",
  t.created_by as "createdBy", t.resolved_at as "resolvedAt", t.resolved_by as "resolvedBy"`
export const ticketJoins: RawBuilder<unknown> = sql`
  left join inbox.conversations c on c.org_id = t.org_id and c.id = t.conversation_id
  left join inbox.contacts p on p.org_id = c.org_id and p.id = c.contact_id
  left join inbox.contacts k on k.org_id = p.org_id and k.id = p.merged_into`

export async function toTickets(ctx: QueryContext, rows: readonly TicketRow[]): Promise<Ticket[]> {
  const people = await loadPeople(ctx)
  return rows.map(({ resolvedBy, ...row }) => ({
    ...row,
    assigneeName: nameOf(people, row.assigneeId),
    resolvedByName: nameOf(people, resolvedBy),
  }))
}

/** One ticket as it stands in this transaction. Refuses what is not there. */
export async function readTicket(ctx: QueryContext, ticketId: string): Promise<Ticket> {
  const { rows } = await sql<TicketRow>`select ${ticketColumns} from inbox.tickets t ${ticketJoins}
    where t.org_id = ${ctx.orgId} and t.id = ${ticketId}`.execute(ctx.tx)
  const [ticket] = await toTickets(ctx, rows)
  if (!ticket) throw new AppError('inbox.ticket_not_found')
  return ticket
}

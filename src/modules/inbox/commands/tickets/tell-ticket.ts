import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import type { Ticket } from '../../contract/tickets.ts'
import { ticketChanged } from '../../events.ts'
import { noteActs } from '../note-acts.ts'

/** Tells what became of a ticket: the house, the audit log, and the conversation it came from. */
export async function tellTicket(
  ctx: CommandContext,
  ticket: Ticket,
  { change, sentence }: { change: string; sentence: string },
): Promise<void> {
  const { id: ticketId, number, title, status, priority, conversationId, clientId } = ticket
  await Promise.all([
    publish(
      ctx,
      ticketChanged({ ticketId, number, title, status, priority, conversationId, clientId, change }),
    ),
    audit(ctx, { action: `ticket.${change}`, recordType: 'ticket', recordId: ticketId, summary: sentence }),
    conversationId &&
      noteActs(ctx, [
        { conversationId, event: `ticket_${change}`, body: sentence, data: { ticketId, number, title } },
      ]),
  ])
}

import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Id, PageInput, pageOf, text } from '#values/ids.ts'
import { Priority, TicketStatus } from './words.ts'

/** Something to be done for a client that outlives a conversation. */
export const Ticket = z.object({
  id: Id,
  number: z.number().int(),
  title: z.string(),
  status: TicketStatus,
  priority: Priority,
  conversationId: Id.nullable(),
  conversationNumber: z.number().int().nullable(),
  clientId: Id.nullable(),
  /** Who it is for: the name of the conversation's contact; empty without one. */
  contactName: z.string(),
  assigneeId: Id.nullable(),
  assigneeName: z.string().nullable(),
  createdAt: z.string(),
  createdBy: z.string(),
  resolvedAt: z.string().nullable(),
  resolvedByName: z.string().nullable(),
})
export type Ticket = z.infer<typeof Ticket>

const listOf = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(item).max(50).optional())

/** Not resolved ones by priority unless told. `unassigned` in place of a member's id means nobody's. */
export const listTickets = endpoint({
  method: 'GET',
  path: '/api/v1/tickets',
  summary: 'Tickets, filtered and counted by priority',
  access: 'message.view',
  input: z.object({
    q: z.string().trim().max(100, 'Search for at most 100 characters.').optional(),
    status: listOf(TicketStatus),
    priority: listOf(Priority),
    assigneeId: listOf(Id.or(z.literal('unassigned'))),
    clientId: Id.optional(),
    conversationId: Id.optional(),
    sort: z.enum(['priority', '-priority', 'created', '-created', '-resolved']).default('priority'),
    ...PageInput.shape,
  }),
  output: pageOf(Ticket).extend({
    /** Tickets that are not resolved, whatever the filter. */
    counts: z.object({
      open: z.number().int(),
      pending: z.number().int(),
      urgent: z.number().int(),
      high: z.number().int(),
      normal: z.number().int(),
      low: z.number().int(),
    }),
  }),
})

export const getTicket = endpoint({
  method: 'GET',
  path: '/api/v1/tickets/:ticketId',
  summary: 'One ticket',
  access: 'message.view',
  input: z.object({ ticketId: Id }),
  output: Ticket,
  errors: ['inbox.ticket_not_found'],
})

const Title = text(200)
const optionalId = z.preprocess((given) => (given === '' ? null : given), Id.nullish())

/** From a conversation it takes the client; the thread keeps an entry. */
export const createTicket = endpoint({
  method: 'POST',
  path: '/api/v1/tickets',
  summary: 'Open a ticket',
  access: 'message.send',
  status: 201,
  input: z.object({
    title: Title,
    priority: Priority.default('normal'),
    conversationId: optionalId,
    clientId: optionalId,
    assigneeId: optionalId,
  }),
  output: Ticket,
  errors: ['inbox.conversation_not_found', 'inbox.not_found', 'crm.client_not_found'],
})

/** Changes what is sent and leaves the rest; resolving has an act of its own. */
export const updateTicket = endpoint({
  method: 'PATCH',
  path: '/api/v1/tickets/:ticketId',
  summary: 'Change a ticket',
  access: 'message.send',
  input: z.object({
    ticketId: Id,
    title: Title.optional(),
    priority: Priority.optional(),
    status: z.enum(['open', 'pending']).optional(),
    assigneeId: optionalId,
  }),
  output: Ticket,
  errors: ['inbox.ticket_not_found', 'inbox.not_found', 'inbox.ticket_resolved'],
})

export const resolveTicket = endpoint({
  method: 'POST',
  path: '/api/v1/tickets/:ticketId/resolve',
  summary: 'Resolve a ticket',
  access: 'message.send',
  input: z.object({ ticketId: Id }),
  output: Ticket,
  errors: ['inbox.ticket_not_found', 'inbox.ticket_resolved'],
})

export const reopenTicket = endpoint({
  method: 'POST',
  path: '/api/v1/tickets/:ticketId/reopen',
  summary: 'Open a resolved ticket again',
  access: 'message.send',
  input: z.object({ ticketId: Id }),
  output: Ticket,
  errors: ['inbox.ticket_not_found', 'inbox.ticket_open'],
})

import { z } from 'zod'
import { defineEvent } from '#values/event.ts'
import { Id } from '#values/ids.ts'

/** A client as the record stood when the event happened. */
export const ClientFacts = z.object({
  clientId: Id,
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  postcode: z.string().nullable(),
  tags: z.array(z.string()),
  source: z.string(),
})
export type ClientFacts = z.infer<typeof ClientFacts>

const topics = ['clients'] as const

export const clientCreated = defineEvent({
  name: 'crm.client_created',
  summary: 'A client was created: by the office, or by a first booking.',
  payload: ClientFacts,
  topics,
})

/** `fields` names what changed: `email`, `address`, `tags`. */
export const clientUpdated = defineEvent({
  name: 'crm.client_updated',
  summary: 'A client’s details or tags changed.',
  payload: ClientFacts.extend({ fields: z.array(z.string()) }),
  topics,
})

export const clientDeleted = defineEvent({
  name: 'crm.client_deleted',
  summary: 'A client was put into the trash.',
  payload: ClientFacts,
  topics,
})

export const clientRestored = defineEvent({
  name: 'crm.client_restored',
  summary: 'A client was taken out of the trash.',
  payload: ClientFacts,
  topics,
})

/** Notes are private: the event carries no text. */
export const clientNoted = defineEvent({
  name: 'crm.client_noted',
  summary: 'A private note was written, pinned or deleted.',
  payload: z.object({
    clientId: Id,
    noteId: Id,
    change: z.enum(['added', 'pinned', 'unpinned', 'deleted', 'restored']),
  }),
  topics,
})

/** For open pages only: it is told to screens and never stored, since each such entry has an event of its own. */
export const timelineGrew = defineEvent({
  name: 'crm.timeline_grew',
  summary: 'Something joined a client’s timeline',
  isInternal: true,
  payload: z.object({ clientId: Id }),
  topics,
})

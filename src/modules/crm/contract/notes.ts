import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Id, text } from '#values/ids.ts'
import { ClientNote } from './clients.ts'

/** Writes a private note; only the team sees it. */
export const addClientNote = endpoint({
  method: 'POST',
  path: '/api/v1/clients/:clientId/notes',
  summary: 'Write a private note on a client',
  access: 'client.edit',
  status: 201,
  input: z.object({
    clientId: Id,
    body: text(2000),
    pinned: z.stringbool().or(z.boolean()).default(false),
  }),
  output: ClientNote,
  errors: ['crm.client_not_found'],
})

/** Keeps a note on top of the client's page, or lets it go. */
export const pinClientNote = endpoint({
  method: 'POST',
  path: '/api/v1/client-notes/:noteId/pin',
  summary: 'Pin or unpin a note',
  access: 'client.edit',
  input: z.object({ noteId: Id, pinned: z.stringbool().or(z.boolean()) }),
  output: ClientNote,
  errors: ['crm.note_not_found'],
})

/** Deletes a note; `restoreClientNote` brings it back. */
export const deleteClientNote = endpoint({
  method: 'DELETE',
  path: '/api/v1/client-notes/:noteId',
  summary: 'Delete a note',
  access: 'client.edit',
  input: z.object({ noteId: Id }),
  output: z.object({ id: Id }),
  errors: ['crm.note_not_found'],
})

/** Brings a deleted note back, with its place in the timeline. */
export const restoreClientNote = endpoint({
  method: 'POST',
  path: '/api/v1/client-notes/:noteId/restore',
  summary: 'Bring a deleted note back',
  access: 'client.edit',
  input: z.object({ noteId: Id }),
  output: ClientNote,
  errors: ['crm.note_not_found'],
})

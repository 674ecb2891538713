import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Id } from '#values/ids.ts'
import { ChannelKind } from './words.ts'

/** Joins two contacts that are one person; their conversations show together. Can be taken back. */
export const mergeContacts = endpoint({
  method: 'POST',
  path: '/api/v1/contacts/merge',
  summary: 'Merge two contacts of one person',
  access: 'client.edit',
  input: z.object({ keptId: Id, mergedId: Id }),
  output: z.object({ mergeId: Id }),
  errors: ['inbox.contact_not_found', 'inbox.merge_impossible'],
})

export const splitContacts = endpoint({
  method: 'POST',
  path: '/api/v1/contacts/merges/:mergeId/undo',
  summary: 'Take a merge back',
  access: 'client.edit',
  input: z.object({ mergeId: Id }),
  output: z.object({ ok: z.literal(true) }),
  errors: ['inbox.not_found', 'inbox.merge_impossible'],
})

/** Contacts by part of a name, number or address. */
export const findContacts = endpoint({
  method: 'GET',
  path: '/api/v1/contacts',
  summary: 'Find contacts',
  access: 'message.view',
  input: z.object({
    q: z.string().trim().max(100).default(''),
    limit: z.coerce.number().int().min(1).max(50).default(20),
  }),
  output: z.object({
    items: z.array(
      z.object({
        id: Id,
        name: z.string(),
        address: z.string(),
        channelKind: ChannelKind,
        clientId: Id.nullable(),
      }),
    ),
  }),
})

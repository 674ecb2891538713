import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Id, optionalText, PageInput, pageOf, text } from '#values/ids.ts'
import { Phone } from '#values/phone.ts'
import { Postcode } from '#values/postcode.ts'

/** Where a client lives or works; every part may be missing. */
export const ClientAddress = z.object({
  line1: z.string().nullable(),
  line2: z.string().nullable(),
  city: z.string().nullable(),
  postcode: z.string().nullable(),
})
export type ClientAddress = z.infer<typeof ClientAddress>

/** A person or firm we serve. Phone as E.164, e-mail as it was given; instants in UTC. */
export const Client = z.object({
  id: Id,
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  address: ClientAddress,
  /** How to get in: keys, codes, pets. */
  accessNotes: z.string(),
  tags: z.array(z.string()),
  /** Where the record came from: `online`, `office`, `import`. */
  source: z.string(),
  /** Start of the latest completed visit. */
  lastVisitAt: z.string().nullable(),
  createdAt: z.string(),
  /** Set while the client lies in the trash. */
  deletedAt: z.string().nullable(),
})
export type Client = z.infer<typeof Client>

/** A word to find clients by; kept as written, compared without case. */
export const Tag = text(40)

/** A field that may be left empty; what is wrong with it is said in the words of its own schema. */
const orEmpty = <T extends z.ZodType>(schema: T) =>
  z.union([z.literal(''), schema], { error: (issue) => wordsOfLast(issue) }).optional()

/** Nothing sent leaves a field alone; an empty one clears it. */
const clearable = <T extends z.ZodType>(schema: T) =>
  z.union([z.literal(''), z.null(), schema], { error: (issue) => wordsOfLast(issue) }).optional()

function wordsOfLast(issue: { code?: string; errors?: { message: string }[][] }): string | undefined {
  return issue.errors?.at(-1)?.at(0)?.message
}

const Email = z
  .string()
  .trim()
  .max(200, 'Keep this under 200 characters.')
  .pipe(z.email('Use an address such as ana@example.com.'))

const many = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(item))

export const ClientFilter = z.object({
  /** Part of the name, e-mail address, telephone number or postcode. */
  q: z.string().trim().max(100, 'Search for at most 100 characters.').optional(),
  /** Only clients with all of these tags. */
  tag: many(Tag).optional(),
  /** The trash instead of the list. */
  deleted: z.stringbool().or(z.boolean()).default(false),
})
export type ClientFilter = z.infer<typeof ClientFilter>

export const clientSorts = [
  'name',
  '-name',
  'createdAt',
  '-createdAt',
  'lastVisitAt',
  '-lastVisitAt',
] as const

/** A page of clients; `total` counts every match. Clients without a visit stand last by last visit. */
export const listClients = endpoint({
  method: 'GET',
  path: '/api/v1/clients',
  summary: 'List clients: search, filter by tag, sort, page',
  access: 'client.view',
  input: ClientFilter.extend({ ...PageInput.shape, sort: z.enum(clientSorts).default('name') }),
  output: pageOf(Client),
})

/** A note of the team on a client; customers never see it. */
export const ClientNote = z.object({
  id: Id,
  body: z.string(),
  pinned: z.boolean(),
  author: z.string(),
  createdAt: z.string(),
})
export type ClientNote = z.infer<typeof ClientNote>

/** One client with the team's notes, pinned first; also one in the trash. */
export const getClient = endpoint({
  method: 'GET',
  path: '/api/v1/clients/:clientId',
  summary: 'One client with the team’s notes',
  access: 'client.view',
  input: z.object({ clientId: Id }),
  output: Client.extend({ notes: z.array(ClientNote) }),
  errors: ['crm.client_not_found'],
})

/** Creates a client. Ask `findDuplicates` first and offer what it finds. */
export const createClient = endpoint({
  method: 'POST',
  path: '/api/v1/clients',
  summary: 'Create a client',
  access: 'client.edit',
  status: 201,
  input: z.object({
    name: text(120),
    email: orEmpty(Email),
    phone: orEmpty(Phone),
    address: z
      .object({
        line1: optionalText(120),
        line2: optionalText(120),
        city: optionalText(80),
        postcode: orEmpty(Postcode),
      })
      .default({ line1: undefined, line2: undefined, city: undefined }),
    accessNotes: optionalText(1000),
    tags: many(Tag).pipe(z.array(Tag).max(30, 'Use at most 30 tags.')).default([]),
  }),
  output: Client,
  errors: ['crm.too_many_tags'],
})

/** Changes what is sent; an empty text clears the field. Tags have their own endpoint. */
export const updateClient = endpoint({
  method: 'PATCH',
  path: '/api/v1/clients/:clientId',
  summary: 'Change a client’s details',
  access: 'client.edit',
  input: z.object({
    clientId: Id,
    name: text(120).optional(),
    email: clearable(Email),
    phone: clearable(Phone),
    address: z
      .object({
        line1: clearable(text(120, 0)),
        line2: clearable(text(120, 0)),
        city: clearable(text(80, 0)),
        postcode: clearable(Postcode),
      })
      .optional(),
    accessNotes: text(1000, 0).optional(),
  }),
  output: Client,
  errors: ['crm.client_not_found'],
})

/** Puts a client into the trash: lists and searches no longer show it, bookings keep their own facts. */
export const deleteClient = endpoint({
  method: 'DELETE',
  path: '/api/v1/clients/:clientId',
  summary: 'Put a client into the trash',
  access: 'client.delete',
  input: z.object({ clientId: Id }),
  output: z.object({ id: Id }),
  errors: ['crm.client_not_found'],
})

/** Takes a client out of the trash. */
export const restoreClient = endpoint({
  method: 'POST',
  path: '/api/v1/clients/:clientId/restore',
  summary: 'Take a client out of the trash',
  access: 'client.delete',
  input: z.object({ clientId: Id }),
  output: Client,
  errors: ['crm.client_not_found'],
})

/** Every tag in use with the number of clients, most used first. */
export const listTags = endpoint({
  method: 'GET',
  path: '/api/v1/client-tags',
  summary: 'Tags in use',
  access: 'client.view',
  input: z.object({}),
  output: z.object({ items: z.array(z.object({ tag: z.string(), clients: z.number().int() })) }),
})

/** Adds and removes tags on the clients named, or on every match of a filter; a tag is there once, whatever its case. */
export const changeTags = endpoint({
  method: 'POST',
  path: '/api/v1/clients/tags',
  summary: 'Add and remove tags of clients',
  access: 'client.edit',
  input: z
    .object({
      clientIds: many(Id).pipe(z.array(Id).max(1000, 'Choose at most 1,000 clients.')).optional(),
      filter: ClientFilter.optional(),
      add: many(Tag).pipe(z.array(Tag).max(10)).default([]),
      remove: many(Tag).pipe(z.array(Tag).max(10)).default([]),
    })
    .refine(({ clientIds, filter }) => (clientIds?.length ?? 0) > 0 || filter !== undefined, {
      path: ['clientIds'],
      error: 'Choose at least one client.',
    }),
  output: z.object({ changed: z.number().int() }),
  errors: ['crm.too_many_tags', 'crm.too_many_clients'],
})

/** A client who may be the same person, with the reasons in words. */
export const Duplicate = z.object({
  id: Id,
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  postcode: z.string().nullable(),
  createdAt: z.string(),
  reasons: z.array(z.enum(['email', 'phone', 'name'])),
})
export type Duplicate = z.infer<typeof Duplicate>

/** Clients with the same e-mail address or phone, or a similar name at the same postcode. At most five. */
export const findDuplicates = endpoint({
  method: 'GET',
  path: '/api/v1/client-duplicates',
  summary: 'Clients who may be the same person',
  access: 'client.view',
  input: z.object({
    /** Leave this client out: the one whose page is open. */
    exceptId: Id.optional(),
    name: optionalText(120),
    email: optionalText(200),
    phone: optionalText(40),
    postcode: optionalText(12),
  }),
  output: z.object({ items: z.array(Duplicate) }),
})

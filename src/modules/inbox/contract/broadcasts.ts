import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Day, Id, Instant, PageInput, pageOf, text } from '#values/ids.ts'
import { ChannelKind, DeliveryStatus, FailureCategory } from './words.ts'

export const BroadcastStatus = z.enum(['draft', 'scheduled', 'running', 'stopped', 'done'])
export type BroadcastStatus = z.infer<typeof BroadcastStatus>

/** Who gets it: clients by filter, or addresses pasted or read from a CSV file. Both may be given. */
export const Audience = z.object({
  /** Clients with any of these tags; empty means whatever their tags. */
  tags: z.array(text(60)).max(50).default([]),
  /** Clients whose last visit lies before, or on or after, the day. */
  lastVisitBefore: Day.optional(),
  lastVisitFrom: Day.optional(),
  /** Postcodes that begin with one of these. */
  postcodes: z.array(text(8)).max(50).default([]),
  /** Nobody from the list of clients: only the addresses below. */
  onlyAddresses: z.boolean().or(z.stringbool()).default(false),
  /** Rows `address, name, variables…`; at most 10,000. Faulty ones are reported by row. */
  addresses: z
    .array(z.object({ address: z.string().trim().max(320), name: z.string().trim().max(200).default('') }))
    .max(10_000, 'Give at most 10,000 addresses.')
    .default([]),
})
export type Audience = z.infer<typeof Audience>

export const BroadcastResults = z.object({
  recipients: z.number().int(),
  skipped: z.number().int(),
  waiting: z.number().int(),
  sent: z.number().int(),
  delivered: z.number().int(),
  read: z.number().int(),
  failed: z.number().int(),
  replied: z.number().int(),
  conversions: z.number().int(),
  /** Minor units. */
  revenue: z.number().int(),
})
export type BroadcastResults = z.infer<typeof BroadcastResults>

export const Broadcast = z.object({
  id: Id,
  name: z.string(),
  channelId: Id,
  channelName: z.string(),
  channelKind: ChannelKind,
  templateId: Id,
  templateName: z.string(),
  audience: Audience.omit({ addresses: true }).extend({ addressCount: z.number().int() }),
  variables: z.record(z.string(), z.string()),
  status: BroadcastStatus,
  scheduledAt: z.string().nullable(),
  perMinute: z.number().int(),
  creditDays: z.number().int(),
  createdBy: z.string(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  results: BroadcastResults,
})
export type Broadcast = z.infer<typeof Broadcast>

const Draft = {
  name: text(120),
  channelId: Id,
  templateId: Id,
  audience: Audience,
  /**
   * How each variable of the template is filled: a text, or `{{client.first_name}}`, `{{client.name}}`,
   * `{{client.postcode}}`, `{{organization.name}}`, `{{booking_url}}` inside it.
   */
  variables: z.record(z.string().max(10), text(500)).default({}),
  perMinute: z.coerce.number().int().min(1, 'Use 1 or more.').max(6_000, 'Use 6,000 or less.').default(60),
  creditDays: z.coerce.number().int().min(1).max(90).default(7),
}

export const listBroadcasts = endpoint({
  method: 'GET',
  path: '/api/v1/broadcasts',
  summary: 'Broadcasts, newest first',
  access: 'message.view',
  input: z.object({ ...PageInput.shape }),
  output: pageOf(Broadcast),
})

export const getBroadcast = endpoint({
  method: 'GET',
  path: '/api/v1/broadcasts/:broadcastId',
  summary: 'One broadcast with its results',
  access: 'message.view',
  input: z.object({ broadcastId: Id }),
  output: Broadcast,
  errors: ['inbox.not_found'],
})

/** What would be sent to whom; nothing is written. `faults` names rows that cannot be used and why. */
export const previewBroadcast = endpoint({
  method: 'POST',
  path: '/api/v1/broadcasts/preview',
  summary: 'Who would get a broadcast, and what they would read',
  access: 'broadcast.send',
  input: z.object({ ...Draft, name: text(120, 0).default('') }),
  output: z.object({
    total: z.number().int(),
    skipped: z.number().int(),
    /** What the first twenty would read; variables that stand for nothing stay as they are. */
    samples: z.array(z.object({ name: z.string(), address: z.string(), body: z.string() })),
    /** Why people are left out, and how many each, the commonest first. */
    reasons: z.array(z.object({ reason: z.string(), count: z.number().int() })),
    faults: z.array(z.object({ row: z.number().int(), address: z.string(), reason: z.string() })),
    missingVariables: z.array(z.string()),
    /** What the vendor will charge, minor units; null when unknown. */
    cost: z.number().int().nullable(),
  }),
  errors: ['inbox.channel_not_found', 'inbox.template_not_usable'],
})

/** Creates a draft, or saves it under its id while it has not begun. */
export const saveBroadcast = endpoint({
  method: 'POST',
  path: '/api/v1/broadcasts',
  summary: 'Save a broadcast',
  access: 'broadcast.send',
  input: z.object({ broadcastId: Id.optional(), ...Draft }),
  output: Broadcast,
  errors: [
    'inbox.not_found',
    'inbox.channel_not_found',
    'inbox.template_not_usable',
    'inbox.variables_missing',
    'inbox.broadcast_running',
  ],
})

/** Begins now, or at `at`. The people are chosen when it begins. */
export const startBroadcast = endpoint({
  method: 'POST',
  path: '/api/v1/broadcasts/:broadcastId/start',
  summary: 'Send a broadcast now or later',
  access: 'broadcast.send',
  input: z.object({ broadcastId: Id, at: Instant.optional() }),
  output: Broadcast,
  errors: [
    'inbox.not_found',
    'inbox.template_not_usable',
    'inbox.variables_missing',
    'inbox.broadcast_running',
  ],
})

/** Whoever has not got it yet will not. A scheduled one becomes a draft again. */
export const stopBroadcast = endpoint({
  method: 'POST',
  path: '/api/v1/broadcasts/:broadcastId/stop',
  summary: 'Stop a broadcast',
  access: 'broadcast.send',
  input: z.object({ broadcastId: Id }),
  output: Broadcast,
  errors: ['inbox.not_found'],
})

export const deleteBroadcast = endpoint({
  method: 'DELETE',
  path: '/api/v1/broadcasts/:broadcastId',
  summary: 'Delete a draft',
  access: 'broadcast.send',
  input: z.object({ broadcastId: Id }),
  output: z.object({ ok: z.literal(true) }),
  errors: ['inbox.not_found', 'inbox.broadcast_running'],
})

export const listRecipients = endpoint({
  method: 'GET',
  path: '/api/v1/broadcasts/:broadcastId/recipients',
  summary: 'What became of each recipient',
  access: 'message.view',
  input: z.object({
    broadcastId: Id,
    state: z.enum(['all', 'waiting', 'skipped', 'sent', 'delivered', 'read', 'failed']).default('all'),
    ...PageInput.shape,
  }),
  output: pageOf(
    z.object({
      id: Id,
      name: z.string(),
      address: z.string(),
      clientId: Id.nullable(),
      conversationId: Id.nullable(),
      status: z.union([DeliveryStatus, z.enum(['waiting', 'skipped'])]),
      /** Why it was skipped or failed. */
      reason: z.string(),
      category: FailureCategory.nullable(),
      sentAt: z.string().nullable(),
    }),
  ),
  errors: ['inbox.not_found'],
})

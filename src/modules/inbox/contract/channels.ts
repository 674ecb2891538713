import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Id, PageInput, pageOf, text } from '#values/ids.ts'
import { ChannelKind, FailureCategory, MessageKind } from './words.ts'

const flag = z.boolean().or(z.stringbool())
const one = { channelId: Id }
const Settings = z.record(z.string().max(60), z.union([z.string().max(500), z.number(), z.boolean()]))
const Secrets = z.record(z.string().max(60), z.string().max(4_000))

/** How a channel is doing: `sandbox` carries nothing to anybody, `quiet` is right but has had no traffic yet. */
export const ChannelHealth = z.enum(['ok', 'warning', 'fault', 'quiet', 'off'])
export type ChannelHealth = z.infer<typeof ChannelHealth>

/** A channel with its health. Secrets are never told, only which are set. */
export const Channel = z.object({
  id: Id,
  kind: ChannelKind,
  name: z.string(),
  /** The number in E.164, the mail address; empty for the web chat. */
  address: z.string(),
  isActive: z.boolean(),
  /** Messages stay in the house: they are answered with made-up reports. */
  isSandbox: z.boolean(),
  settings: Settings,
  secretsSet: z.array(z.string()),
  /** Where the provider posts to. */
  webhookUrl: z.string(),
  /** What WhatsApp asks for when the address is entered there. */
  verifyToken: z.string(),
  health: z.object({ state: ChannelHealth, words: z.string() }),
  lastReceivedAt: z.string().nullable(),
  lastSentAt: z.string().nullable(),
  lastError: z.string().nullable(),
  lastErrorAt: z.string().nullable(),
  /** Of the last hour's messages. */
  lastHour: z.object({ sent: z.number().int(), delivered: z.number().int(), failed: z.number().int() }),
  /** Waiting to be sent. */
  queueDepth: z.number().int(),
})
export type Channel = z.infer<typeof Channel>

export const listChannels = endpoint({
  method: 'GET',
  path: '/api/v1/channels',
  summary: 'Channels with their health',
  access: 'message.view',
  input: z.object({}),
  output: z.object({ items: z.array(Channel), asOf: z.string() }),
})

export const getChannel = endpoint({
  method: 'GET',
  path: '/api/v1/channels/:channelId',
  summary: 'One channel with its health',
  access: 'inbox.manage',
  input: z.object(one),
  output: Channel,
  errors: ['inbox.channel_not_found'],
})

const fields = {
  name: text(80),
  /** A number in any spelling, or a mail address. */
  address: text(320, 0).default(''),
  isActive: flag.default(true),
  sandbox: flag.default(false),
  settings: Settings.default({}),
  /** Empty ones keep what is set. */
  secrets: Secrets.default({}),
}

export const createChannel = endpoint({
  method: 'POST',
  path: '/api/v1/channels',
  summary: 'Add a channel',
  access: 'inbox.manage',
  status: 201,
  input: z.object({ kind: z.enum(['whatsapp', 'sms', 'email', 'phone']), ...fields }),
  output: Channel,
})

export const updateChannel = endpoint({
  method: 'PATCH',
  path: '/api/v1/channels/:channelId',
  summary: 'Change a channel',
  access: 'inbox.manage',
  input: z.object({
    ...one,
    name: fields.name.optional(),
    address: text(320, 0).optional(),
    isActive: flag.optional(),
    sandbox: flag.optional(),
    settings: Settings.optional(),
    secrets: Secrets.optional(),
  }),
  output: Channel,
  errors: ['inbox.channel_not_found'],
})

export const deleteChannel = endpoint({
  method: 'DELETE',
  path: '/api/v1/channels/:channelId',
  summary: 'Remove a channel; its conversations stay',
  access: 'inbox.manage',
  input: z.object(one),
  output: z.object({ ok: z.literal(true) }),
  errors: ['inbox.channel_not_found'],
})

export const restoreChannel = endpoint({
  method: 'POST',
  path: '/api/v1/channels/:channelId/restore',
  summary: 'Bring a removed channel back',
  access: 'inbox.manage',
  input: z.object(one),
  output: Channel,
  errors: ['inbox.channel_not_found'],
})

/** Asks the provider whether number and tokens are right. A refusal is an answer, not an error. */
export const testChannel = endpoint({
  method: 'POST',
  path: '/api/v1/channels/:channelId/test',
  summary: 'Ask the provider whether a channel works',
  access: 'inbox.manage',
  perMinute: 20,
  input: z.object(one),
  output: z.object({ ok: z.boolean(), words: z.string() }),
  errors: ['inbox.channel_not_found'],
})

/** A message that could not be delivered, and what may help. */
export const Failure = z.object({
  messageId: Id,
  conversationId: Id,
  conversationNumber: z.number().int(),
  contactName: z.string(),
  contactAddress: z.string(),
  channelId: Id,
  channelName: z.string(),
  channelKind: ChannelKind,
  kind: MessageKind,
  preview: z.string(),
  failedAt: z.string(),
  code: z.string(),
  /** The provider's words. */
  title: z.string(),
  category: FailureCategory,
  /** What a person can do about it. */
  advice: z.string(),
  canRetry: z.boolean(),
  handledAt: z.string().nullable(),
  handledHow: z.string().nullable(),
})
export type Failure = z.infer<typeof Failure>

export const listFailures = endpoint({
  method: 'GET',
  path: '/api/v1/inbox/failures',
  summary: 'Messages that could not be delivered, newest first',
  access: 'message.view',
  input: z.object({
    channelId: Id.optional(),
    category: FailureCategory.optional(),
    /** `open`: nothing was done about it yet. */
    state: z.enum(['open', 'all']).default('open'),
    ...PageInput.shape,
  }),
  output: pageOf(Failure).extend({
    counts: z.array(z.object({ category: FailureCategory, count: z.number().int() })),
  }),
})

/** Takes failed messages off the list without sending them again. */
export const dismissFailures = endpoint({
  method: 'POST',
  path: '/api/v1/inbox/failures/dismiss',
  summary: 'Take failed messages off the list',
  access: 'message.send',
  input: z.object({ messageIds: z.array(Id).min(1).max(200) }),
  output: z.object({ dismissed: z.number().int() }),
})

/** What waits to be sent, and how fast it goes. */
export const QueueState = z.object({
  channelId: Id,
  channelName: z.string(),
  channelKind: ChannelKind,
  depth: z.number().int(),
  /** Since when the oldest waits. */
  oldestAt: z.string().nullable(),
  /** Messages waiting for another try after a refusal. */
  retrying: z.number().int(),
  /** Sent in the last five minutes, per minute. */
  perMinute: z.number(),
  /** The most that are sent. */
  perSecond: z.number(),
})
export type QueueState = z.infer<typeof QueueState>

export const getQueueState = endpoint({
  method: 'GET',
  path: '/api/v1/inbox/queue',
  summary: 'How many messages wait to be sent, and how fast they go',
  access: 'message.view',
  input: z.object({}),
  output: z.object({ items: z.array(QueueState), asOf: z.string() }),
})

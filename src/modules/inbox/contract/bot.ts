import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Id, text } from '#values/ids.ts'
import { ChannelKind } from './words.ts'

const NodeId = z
  .string()
  .trim()
  .regex(/^[a-z0-9-]{1,40}$/, 'Use small letters, digits and hyphens.')

const said = text(2_000)

/**
 * One step of a flow. `say` goes on by itself; `ask` and `choose` wait for the customer; the others end the bot's
 * part or lead on. `next` names the node that follows.
 */
export const BotNode = z.discriminatedUnion('kind', [
  z.object({ id: NodeId, kind: z.literal('say'), text: said, next: NodeId }),
  z.object({
    id: NodeId,
    kind: z.literal('ask'),
    text: said,
    /** The name under which the answer is kept; `{{name}}` in later texts. */
    answer: z
      .string()
      .trim()
      .regex(/^[a-z_]{1,30}$/, 'Use small letters and underscores.'),
    expects: z.enum(['text', 'postcode', 'email', 'phone', 'number', 'yes_no']).default('text'),
    next: NodeId,
  }),
  z.object({
    id: NodeId,
    kind: z.literal('choose'),
    text: said,
    choices: z
      .array(z.object({ label: text(24), next: NodeId }))
      .min(2)
      .max(10),
  }),
  /** Goes one of two ways by an answer given before. */
  z.object({
    id: NodeId,
    kind: z.literal('branch'),
    answer: z
      .string()
      .trim()
      .regex(/^[a-z_]{1,30}$/, 'Use small letters and underscores.'),
    equals: text(200),
    match: NodeId,
    otherwise: NodeId,
  }),
  /** Sends the link to online booking, with the postcode filled in when it was asked for; counts as solved. */
  z.object({ id: NodeId, kind: z.literal('book'), text: said }),
  /** Passes the conversation to a person with the transcript. */
  z.object({ id: NodeId, kind: z.literal('hand_over'), text: text(2_000, 0).default(''), reason: text(120) }),
  /** The customer has what they wanted: the conversation is resolved. */
  z.object({ id: NodeId, kind: z.literal('finish'), text: text(2_000, 0).default('') }),
])
export type BotNode = z.infer<typeof BotNode>

/** What the bot does for one wish: nodes that begin at `start`. Checked as a whole when it is saved. */
export const FlowDefinition = z.object({
  start: NodeId,
  nodes: z.array(BotNode).min(1).max(100),
  /** Words that begin the flow at once, before any guessing. */
  keywords: z.array(text(60)).max(30).default([]),
})
export type FlowDefinition = z.infer<typeof FlowDefinition>

export const BotFlow = z.object({
  id: Id,
  name: z.string(),
  definition: FlowDefinition,
  version: z.number().int(),
  isActive: z.boolean(),
  position: z.number().int(),
  updatedAt: z.string(),
  /** Intents that lead here. */
  intents: z.array(z.object({ id: Id, name: z.string() })),
})
export type BotFlow = z.infer<typeof BotFlow>

export const BotIntent = z.object({
  id: Id,
  name: z.string(),
  examples: z.array(z.string()),
  flowId: Id.nullable(),
  flowName: z.string().nullable(),
  updatedAt: z.string(),
})
export type BotIntent = z.infer<typeof BotIntent>

export const listBotFlows = endpoint({
  method: 'GET',
  path: '/api/v1/bot/flows',
  summary: 'What the bot can do',
  access: 'message.view',
  input: z.object({}),
  output: z.object({ items: z.array(BotFlow) }),
})

/** Creates a flow, or saves it under its id. A faulty one is refused with what is wrong at which node. */
export const saveBotFlow = endpoint({
  method: 'POST',
  path: '/api/v1/bot/flows',
  summary: 'Save a flow of the bot',
  access: 'inbox.manage',
  input: z.object({
    flowId: Id.optional(),
    name: text(80),
    definition: FlowDefinition,
    isActive: z.boolean().or(z.stringbool()).default(true),
  }),
  output: BotFlow,
  errors: ['inbox.not_found', 'inbox.name_taken', 'inbox.flow_faulty'],
})

export const deleteBotFlow = endpoint({
  method: 'DELETE',
  path: '/api/v1/bot/flows/:flowId',
  summary: 'Delete a flow',
  access: 'inbox.manage',
  input: z.object({ flowId: Id }),
  output: z.object({ ok: z.literal(true) }),
  errors: ['inbox.not_found'],
})

export const listBotIntents = endpoint({
  method: 'GET',
  path: '/api/v1/bot/intents',
  summary: 'What the bot recognises, with examples',
  access: 'message.view',
  input: z.object({}),
  output: z.object({
    items: z.array(BotIntent),
    /** Measured by leaving out each example in turn: share recognised rightly, in percent; null with too few examples. */
    accuracyPercent: z.number().nullable(),
  }),
})

export const saveBotIntent = endpoint({
  method: 'POST',
  path: '/api/v1/bot/intents',
  summary: 'Save an intent with its examples',
  access: 'inbox.manage',
  input: z.object({
    intentId: Id.optional(),
    name: text(60),
    examples: z.array(text(300)).min(3, 'Give at least three examples.').max(200),
    flowId: Id.nullable().default(null),
  }),
  output: BotIntent,
  errors: ['inbox.not_found', 'inbox.name_taken'],
})

export const deleteBotIntent = endpoint({
  method: 'DELETE',
  path: '/api/v1/bot/intents/:intentId',
  summary: 'Delete an intent',
  access: 'inbox.manage',
  input: z.object({ intentId: Id }),
  output: z.object({ ok: z.literal(true) }),
  errors: ['inbox.not_found'],
})

/** What the bot would do with these messages of a customer; nothing is sent or kept. */
export const testBot = endpoint({
  method: 'POST',
  path: '/api/v1/bot/test',
  summary: 'Talk to the bot without sending anything',
  access: 'message.view',
  input: z.object({
    messages: z.array(text(2_000)).min(1).max(50),
    /** A flow that is not saved yet, instead of the saved ones. */
    definition: FlowDefinition.optional(),
  }),
  output: z.object({
    turns: z.array(
      z.object({
        said: z.string(),
        intent: z.string(),
        /** 0–1. */
        confidence: z.number(),
        answers: z.array(z.object({ text: z.string(), choices: z.array(z.string()) })),
        node: z.string(),
        outcome: z.enum(['running', 'solved', 'escalated']),
        reason: z.string(),
      }),
    ),
  }),
  errors: ['inbox.flow_faulty'],
})

export const AutoReply = z.object({
  id: Id,
  occasion: z.enum(['greeting', 'out_of_hours', 'waiting']),
  channelKind: ChannelKind.nullable(),
  body: z.string(),
  afterMinutes: z.number().int().nullable(),
  isActive: z.boolean(),
})
export type AutoReply = z.infer<typeof AutoReply>

export const listAutoReplies = endpoint({
  method: 'GET',
  path: '/api/v1/auto-replies',
  summary: 'Texts that are sent by themselves',
  access: 'message.view',
  input: z.object({}),
  output: z.object({ items: z.array(AutoReply) }),
})

export const saveAutoReply = endpoint({
  method: 'POST',
  path: '/api/v1/auto-replies',
  summary: 'Save an automatic reply',
  access: 'inbox.manage',
  input: z.object({
    autoReplyId: Id.optional(),
    occasion: z.enum(['greeting', 'out_of_hours', 'waiting']),
    channelKind: ChannelKind.nullable().default(null),
    body: text(1_000),
    afterMinutes: z.coerce.number().int().min(1).max(1_440).nullable().default(null),
    isActive: z.boolean().or(z.stringbool()).default(true),
  }),
  output: AutoReply,
  errors: ['inbox.not_found'],
})

export const deleteAutoReply = endpoint({
  method: 'DELETE',
  path: '/api/v1/auto-replies/:autoReplyId',
  summary: 'Delete an automatic reply',
  access: 'inbox.manage',
  input: z.object({ autoReplyId: Id }),
  output: z.object({ ok: z.literal(true) }),
  errors: ['inbox.not_found'],
})

import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { text } from '#values/ids.ts'

const flag = z.boolean().or(z.stringbool())
const whole = (min: number, max: number) =>
  z.coerce
    .number({ error: 'Enter a number.' })
    .int('Enter a whole number.')
    .min(min, `Use ${min} or more.`)
    .max(max, `Use ${max} or less.`)

/** A language model that reads what customers want in place of the local classifier. The key is never told. */
export const BotModel = z.object({
  isEnabled: z.boolean(),
  /** Chat completions of OpenAI's shape lie under it: `https://api.openai.com/v1`. */
  baseUrl: z.string(),
  model: z.string(),
  isKeySet: z.boolean(),
  timeoutSeconds: z.number().int(),
  /** Questions an hour; beyond them the local classifier reads. */
  hourlyBudget: z.number().int(),
  /** Questions asked in this hour. */
  asked: z.number().int(),
  /** Why the model last did not answer; null when it never failed since it was saved. */
  lastFault: z.string().nullable(),
  lastFaultAt: z.string().nullable(),
})
export type BotModel = z.infer<typeof BotModel>

const fields = {
  baseUrl: z
    .url({ protocol: /^https?$/, error: 'Enter a web address such as https://api.openai.com/v1.' })
    .max(300),
  model: text(120),
  /** Missing or empty keeps the key, as long as the address stays on the same server. */
  apiKey: text(500, 0).optional(),
  timeoutSeconds: whole(1, 20).default(6),
}

export const getBotModel = endpoint({
  method: 'GET',
  path: '/api/v1/bot/model',
  summary: 'The language model that reads what customers want',
  access: 'inbox.manage',
  input: z.object({}),
  output: BotModel,
})

export const saveBotModel = endpoint({
  method: 'PUT',
  path: '/api/v1/bot/model',
  summary: 'Set up the language model, and switch it on or off',
  access: 'inbox.manage',
  input: z.object({
    ...fields,
    isEnabled: flag.default(false),
    hourlyBudget: whole(1, 100_000).default(300),
  }),
  output: BotModel,
})

/** Asks the model, as typed and not yet saved, what a customer's message wants. */
export const tryBotModel = endpoint({
  method: 'POST',
  path: '/api/v1/bot/model/try',
  summary: 'Try the language model on a message',
  access: 'inbox.manage',
  input: z.object({ ...fields, message: text(1_000) }),
  output: z.object({
    ok: z.boolean(),
    /** What went wrong, in words; empty when it answered. */
    words: z.string(),
    /** Empty: none of the organisation's. */
    intent: z.string(),
    /** 0–1. */
    confidence: z.number(),
    milliseconds: z.number().int(),
    /** What the local classifier makes of it. */
    local: z.object({ intent: z.string(), confidence: z.number() }),
  }),
})

import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { text } from '#values/ids.ts'

const whole = (min: number, max: number) =>
  z.coerce
    .number({ error: 'Enter a number.' })
    .int('Enter a whole number.')
    .min(min, `Use ${min} or more.`)
    .max(max, `Use ${max} or less.`)
const flag = z.boolean().or(z.stringbool())

/** How the inbox works in an organisation. Minutes, minor units, percent. */
export const InboxSettings = z.object({
  /** The bot answers new conversations before a person does. */
  botEnabled: flag.default(true),
  /** Below this certainty the bot passes the conversation to a person, in percent. */
  botConfidence: whole(1, 100).default(60),
  /** Hours without an answer to the bot after which the customer counts as gone. */
  botDropHours: whole(1, 168).default(4),
  /** Ask "How did we do?" after a conversation is resolved. */
  ratingEnabled: flag.default(true),
  ratingQuestion: text(500).default('How did we do? Answer with a number from 1 (poor) to 5 (very well).'),
  /** Minutes without a sign after which an agent counts as away. */
  idleMinutes: whole(1, 240).default(10),
  /** A resolved conversation is opened again when the customer writes within so many days; later a new one begins. */
  reopenDays: whole(0, 90).default(7),
  /** A booking within so many days of a conversation counts as coming from it. */
  creditDays: whole(1, 90).default(7),
  /** Alert when fewer of the last hour's messages arrive, in percent. */
  deliveryAlertPercent: whole(1, 100).default(90),
  /** Words that end messages to somebody, one each; case does not matter. */
  optOutWords: z.array(text(30)).max(30).default(['STOP', 'UNSUBSCRIBE', 'OPT OUT', 'STOPP']),
  optInWords: z.array(text(30)).max(30).default(['START', 'SUBSCRIBE']),
  /** When a message cannot be delivered: try the next kind, if the client has an address there. */
  fallback: flag.default(true),
  fallbackOrder: z.array(z.enum(['whatsapp', 'sms', 'email'])).default(['whatsapp', 'sms', 'email']),
  /** Follow whether mails are opened, by a small picture. */
  trackOpens: flag.default(false),
  /** An agent's hour, minor units; for the cost of a conversation. */
  agentHourAmount: whole(0, 100_000).default(2_200),
  /** What a month of the tools costs, minor units; shared among the conversations. */
  toolsMonthAmount: whole(0, 10_000_000).default(12_000),
  /** What a thousand messages cost, minor units, by what the vendor charges for; 0: not known, then they have no price. */
  thousandSmsAmount: whole(0, 1_000_000).default(0),
  thousandMarketingAmount: whole(0, 1_000_000).default(0),
  thousandUtilityAmount: whole(0, 1_000_000).default(0),
  thousandAuthenticationAmount: whole(0, 1_000_000).default(0),
})
export type InboxSettings = z.infer<typeof InboxSettings>

/** The same fields, each optional and without its default: what is not sent stays as it is. */
function changesOf(schema: typeof InboxSettings): z.ZodType<Partial<InboxSettings>, Record<string, unknown>> {
  const fields = Object.entries(schema.shape).map(([name, field]) => [name, field.unwrap().optional()])
  return z.object(Object.fromEntries(fields))
}

export const getInboxSettings = endpoint({
  method: 'GET',
  path: '/api/v1/inbox/settings',
  summary: 'How the inbox works',
  access: 'message.view',
  input: z.object({}),
  output: InboxSettings,
})

export const updateInboxSettings = endpoint({
  method: 'PATCH',
  path: '/api/v1/inbox/settings',
  summary: 'Change how the inbox works',
  access: 'inbox.manage',
  input: changesOf(InboxSettings),
  output: InboxSettings,
})

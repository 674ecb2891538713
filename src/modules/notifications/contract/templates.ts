import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Id, text } from '#values/ids.ts'
import { MessageStatus } from './messages.ts'

/** The messages Frontdesk writes by itself. */
export const TemplateKey = z.enum([
  'visit_booked',
  'visit_moved',
  'visit_cancelled',
  'visit_reminder',
  'visit_link',
  'account_verify',
  'account_reset',
  'account_exists',
  'team_invitation',
])
export type TemplateKey = z.infer<typeof TemplateKey>

const Summary = z.object({
  key: TemplateKey,
  name: z.string(),
  /** When it is sent. */
  purpose: z.string(),
  subject: z.string(),
  /** The organisation has a text of its own. */
  isChanged: z.boolean(),
  updatedAt: z.string().nullable(),
  updatedBy: z.string().nullable(),
})

/** Every message with its present subject. */
export const listTemplates = endpoint({
  method: 'GET',
  path: '/api/v1/message-templates',
  summary: 'The messages Frontdesk writes by itself',
  access: 'template.view',
  input: z.object({}),
  output: z.object({ items: z.array(Summary) }),
})

/** A template with the variables it may use: `{{ visit.day }}`. */
export const Template = Summary.extend({
  /** MJML with Liquid: paragraphs and buttons inside the organisation's frame. */
  body: z.string(),
  version: z.number().int(),
  variables: z.array(z.object({ path: z.string(), meaning: z.string(), sample: z.string() })),
})
export type Template = z.infer<typeof Template>

const ByKey = z.object({ key: TemplateKey })

/** One template, to be edited. */
export const getTemplate = endpoint({
  method: 'GET',
  path: '/api/v1/message-templates/:key',
  summary: 'One message template',
  access: 'template.view',
  input: ByKey,
  output: Template,
})

const Draft = ByKey.extend({
  subject: text(200),
  body: z
    .string({ error: 'Write something here.' })
    .min(1, 'Write something here.')
    .max(50_000, 'Keep this under 50,000 characters.'),
})

/** Saves a text. Refused with the line and the fix when MJML or Liquid is wrong or a variable does not exist. */
export const updateTemplate = endpoint({
  method: 'PUT',
  path: '/api/v1/message-templates/:key',
  summary: 'Change a message template',
  access: 'template.edit',
  input: Draft,
  output: Template,
})

/** Goes back to the text that comes with Frontdesk. */
export const resetTemplate = endpoint({
  method: 'POST',
  path: '/api/v1/message-templates/:key/reset',
  summary: 'Go back to the default text',
  access: 'template.edit',
  input: ByKey,
  output: Template,
})

const Rendered = z.object({ subject: z.string(), html: z.string(), text: z.string() })

/** How a draft would look, filled with samples. Refused like `updateTemplate`. */
export const previewTemplate = endpoint({
  method: 'POST',
  path: '/api/v1/message-templates/:key/preview',
  summary: 'Show a draft filled with samples',
  access: 'template.view',
  perMinute: 240,
  input: Draft.partial({ subject: true, body: true }),
  output: Rendered,
})

/** Sends the draft, filled with samples, to one's own address; it stays readable in the Outbox. */
export const sendTestMessage = endpoint({
  method: 'POST',
  path: '/api/v1/message-templates/:key/test',
  summary: 'Send a draft to oneself',
  access: 'template.edit',
  perMinute: 20,
  input: Draft.partial({ subject: true, body: true }),
  output: z.object({
    messageId: Id,
    sentTo: z.string(),
    /** How the message stands after its first try; `outbox` when no mail server is set. */
    status: MessageStatus,
    /** Why the try did not work. */
    error: z.string().nullable(),
  }),
  errors: ['notifications.no_address'],
})

import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Id, text } from '#values/ids.ts'
import { ChannelKind } from './words.ts'

/** `draft` may be changed; WhatsApp answers `submitted` with `approved` or `rejected`, and may pause one later. */
export const TemplateStatus = z.enum(['draft', 'submitted', 'approved', 'rejected', 'paused'])
export type TemplateStatus = z.infer<typeof TemplateStatus>

export const TemplateCategory = z.enum(['utility', 'marketing', 'authentication'])
export type TemplateCategory = z.infer<typeof TemplateCategory>

export const TemplateButton = z.object({
  kind: z.enum(['reply', 'link', 'call']),
  text: text(25),
  /** The address or number; empty for a reply. */
  target: text(500, 0).default(''),
})
export type TemplateButton = z.infer<typeof TemplateButton>

/** A text that may open a conversation. SMS and mail need no approval: theirs are usable at once. */
export const ChannelTemplate = z.object({
  id: Id,
  channelKind: ChannelKind,
  /** WhatsApp: the channel whose account it belongs to. */
  channelId: Id.nullable(),
  channelName: z.string().nullable(),
  name: z.string(),
  language: z.string(),
  category: TemplateCategory,
  subject: z.string(),
  /** `{{1}}`, `{{2}}` … stand for what differs. */
  body: z.string(),
  footer: z.string(),
  buttons: z.array(TemplateButton),
  /** What the variables may say, in order; WhatsApp asks for them. */
  examples: z.array(z.string()),
  variableCount: z.number().int(),
  status: TemplateStatus,
  /** Why it was rejected or paused. */
  reason: z.string().nullable(),
  version: z.number().int(),
  isUsable: z.boolean(),
  updatedAt: z.string(),
})
export type ChannelTemplate = z.infer<typeof ChannelTemplate>

export const listChannelTemplates = endpoint({
  method: 'GET',
  path: '/api/v1/channel-templates',
  summary: 'Templates of channels with their approval',
  access: 'message.view',
  input: z.object({
    channelKind: ChannelKind.optional(),
    channelId: Id.optional(),
    /** Only those that may be sent now. */
    usable: z.boolean().or(z.stringbool()).default(false),
  }),
  output: z.object({ items: z.array(ChannelTemplate) }),
})

export const getChannelTemplate = endpoint({
  method: 'GET',
  path: '/api/v1/channel-templates/:templateId',
  summary: 'One template of a channel',
  access: 'message.view',
  input: z.object({ templateId: Id }),
  output: ChannelTemplate,
  errors: ['inbox.not_found'],
})

const list = <T extends z.ZodType>(item: T, most: number) =>
  z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(item).max(most).default([]))

const fields = {
  channelKind: z.enum(['whatsapp', 'sms', 'email']),
  channelId: Id.optional(),
  /** WhatsApp takes small letters, digits and underscores. */
  name: text(100),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(_[A-Z]{2})?$/, 'Use a language such as en_GB.')
    .default('en_GB'),
  category: TemplateCategory.default('utility'),
  subject: text(200, 0).default(''),
  body: text(1_024),
  footer: text(60, 0).default(''),
  buttons: list(TemplateButton, 10),
  examples: list(text(200, 0), 20),
}

export const createChannelTemplate = endpoint({
  method: 'POST',
  path: '/api/v1/channel-templates',
  summary: 'Draft a template',
  access: 'template.edit',
  status: 201,
  input: z.object(fields),
  output: ChannelTemplate,
  errors: ['inbox.channel_not_found', 'inbox.name_taken'],
})

/** A changed template is a draft again, with the next version. */
export const updateChannelTemplate = endpoint({
  method: 'PATCH',
  path: '/api/v1/channel-templates/:templateId',
  summary: 'Change a template',
  access: 'template.edit',
  input: z.object({
    templateId: Id,
    category: TemplateCategory.optional(),
    subject: text(200, 0).optional(),
    body: text(1_024).optional(),
    footer: text(60, 0).optional(),
    buttons: z
      .preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(TemplateButton).max(10))
      .optional(),
    examples: z
      .preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(text(200, 0)).max(20))
      .optional(),
  }),
  output: ChannelTemplate,
  errors: ['inbox.not_found'],
})

/** Sends a draft to WhatsApp for approval; the answer comes by webhook, often within minutes. */
export const submitChannelTemplate = endpoint({
  method: 'POST',
  path: '/api/v1/channel-templates/:templateId/submit',
  summary: 'Have a template approved',
  access: 'template.edit',
  input: z.object({ templateId: Id }),
  output: ChannelTemplate,
  errors: [
    'inbox.not_found',
    'inbox.channel_not_found',
    'inbox.vendor_refused',
    'inbox.template_not_submittable',
    'inbox.variables_missing',
  ],
})

export const deleteChannelTemplate = endpoint({
  method: 'DELETE',
  path: '/api/v1/channel-templates/:templateId',
  summary: 'Delete a template, also at the provider',
  access: 'template.edit',
  input: z.object({ templateId: Id }),
  output: z.object({ ok: z.literal(true) }),
  errors: ['inbox.not_found', 'inbox.vendor_refused'],
})

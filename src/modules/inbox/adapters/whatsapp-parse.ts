import type {
  ChannelAccount,
  ChannelReport,
  Incoming,
  Parsed,
  StatusReport,
  TemplateReport,
} from '../contract/incoming.ts'
import { list, parseJson, ref, type Shape, shape, words } from './json-shape.ts'
import { contentOf } from './whatsapp-content.ts'

interface Collected {
  messages: Incoming[]
  statuses: StatusReport[]
  templates: TemplateReport[]
  channel: ChannelReport[]
  unknown: number
}

/**
 * What a webhook of the WhatsApp Cloud API holds
 * (https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/components). Messages of kinds that we do not know
 * become messages of kind `unknown` with their raw content; other things are counted.
 */
export function parseWhatsApp(account: ChannelAccount, body: string): Parsed {
  const all: Collected = { messages: [], statuses: [], templates: [], channel: [], unknown: 0 }
  for (const entry of list(shape(parseJson(body)).entry)) {
    for (const item of list(shape(entry).changes)) {
      const change = shape(item)
      readChange(account, words(change.field), shape(change.value), all)
    }
  }
  return all
}

/** Whether a body has the form of such a webhook at all. */
export function looksLikeWhatsApp(body: string): boolean {
  const root = shape(parseJson(body))
  return root.object === 'whatsapp_business_account' && Array.isArray(root.entry)
}

function readChange(account: ChannelAccount, field: string, value: Shape, all: Collected): void {
  const report = channelReport(field, value)
  if (field === 'messages') readMessages(account, value, all)
  else if (field === 'message_template_status_update') readTemplate(value, all)
  else if (report) all.channel.push(report)
  else all.unknown++
}

function readMessages(account: ChannelAccount, value: Shape, all: Collected): void {
  const own = words(account.settings.phoneNumberId)
  const told = words(shape(value.metadata).phone_number_id)
  // One app may serve several numbers; those of another number belong to its own channel.
  if (own && told && own !== told) {
    all.unknown += list(value.messages).length + list(value.statuses).length
    return
  }
  const names = new Map<string, string>()
  for (const item of list(value.contacts)) {
    const contact = shape(item)
    const name = words(shape(contact.profile).name)
    for (const id of [words(contact.wa_id), words(contact.user_id)]) if (id) names.set(id, name)
  }
  const errors = list(value.errors)
  for (const item of list(value.messages)) {
    const message = readMessage(shape(item), names, errors)
    if (message) all.messages.push(message)
    else all.unknown++
  }
  for (const item of list(value.statuses)) {
    const report = readStatus(shape(item))
    if (report) all.statuses.push(report)
    else all.unknown++
  }
  if (errors.length > 0 && list(value.messages).length === 0) {
    all.channel.push({ isFault: true, words: errorWords(shape(errors[0])) })
  }
}

function readMessage(
  message: Shape,
  names: ReadonlyMap<string, string>,
  errors: readonly unknown[],
): Incoming | null {
  const providerRef = ref(message.id)
  const person = ref(message.from) || ref(message.from_user_id)
  if (!providerRef || !person) return null
  const context = shape(message.context)
  const content = contentOf(message, errors)
  const replyToRef = content.replyToRef ?? ref(context.id)
  const forwarded = context.forwarded === true || context.frequently_forwarded === true
  return {
    providerRef,
    from: {
      platformUserId: person,
      name: names.get(person) ?? '',
      ...(/^\d{6,15}$/.test(person) && { phone: `+${person}` }),
    },
    at: instantOf(message.timestamp),
    kind: content.kind,
    body: content.body,
    data: {
      ...content.data,
      ...(forwarded && { forwarded }),
      ...(message.referral !== undefined && { referral: message.referral }),
    },
    ...(replyToRef && { replyToRef }),
    ...(content.file && { attachments: [content.file] }),
  }
}

const reached: Readonly<Record<string, StatusReport['status']>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  // A voice message was listened to.
  played: 'read',
  failed: 'failed',
}

function readStatus(status: Shape): StatusReport | null {
  const providerRef = ref(status.id)
  const told = reached[words(status.status)]
  if (!providerRef || !told) return null
  const error = shape(list(status.errors)[0])
  return {
    providerRef,
    status: told,
    at: instantOf(status.timestamp),
    ...chargeOf(shape(status.pricing)),
    ...(told === 'failed' && { code: words(error.code), title: errorWords(error) }),
  }
}

/** Answers within the window are free (`service`); https://developers.facebook.com/docs/whatsapp/pricing. */
function chargeOf({ billable, category }: Shape): Pick<StatusReport, 'charge'> {
  const charge = billable === true && charges.find((one) => words(category).startsWith(one))
  return charge ? { charge } : {}
}

const charges = ['marketing', 'utility', 'authentication'] as const

function errorWords(error: Shape): string {
  const title = words(error.title) || words(error.message)
  const details = words(shape(error.error_data).details)
  return details && details !== title ? [title, details].filter(Boolean).join(': ') : title
}

const decided: Readonly<Record<string, TemplateReport['status']>> = {
  APPROVED: 'approved',
  REINSTATED: 'approved',
  REJECTED: 'rejected',
  DISABLED: 'rejected',
  PAUSED: 'paused',
  PENDING: 'submitted',
}

function readTemplate(value: Shape, all: Collected): void {
  const status = decided[words(value.event)]
  if (!status) {
    all.unknown++
    return
  }
  const info = shape(value.rejection_info)
  const reason = words(value.reason)
  const told = [words(info.reason) || (reason === 'NONE' ? '' : reason), words(info.recommendation)]
  all.templates.push({
    providerRef: ref(value.message_template_id),
    name: ref(value.message_template_name),
    language: ref(value.message_template_language),
    status,
    reason: told.filter(Boolean).join(' '),
  })
}

/** What Meta says about the number or the account itself. */
function channelReport(field: string, value: Shape): ChannelReport | null {
  const event = words(value.event)
  if (field === 'phone_number_quality_update') {
    const isFault = event === 'FLAGGED' || event === 'DOWNGRADE'
    return {
      isFault,
      words: `Quality of the number: ${event.toLowerCase()}, limit ${words(value.current_limit)}`,
    }
  }
  if (field === 'account_update' || field === 'account_alerts' || field === 'account_review_update') {
    const about = event || words(value.decision) || words(value.alert_type)
    const isFault = /VIOLATION|RESTRICTION|DISABLE|REJECT/.test(about)
    return { isFault, words: `WhatsApp account: ${about.toLowerCase().replaceAll('_', ' ')}` }
  }
  return null
}

/** WhatsApp counts seconds since 1970 in text; empty for what is no time. */
function instantOf(timestamp: unknown): string {
  const seconds = Number(words(timestamp))
  const ms = seconds * 1000
  return Number.isSafeInteger(ms) && ms > 0 && ms < 4e12 ? new Date(ms).toISOString() : ''
}

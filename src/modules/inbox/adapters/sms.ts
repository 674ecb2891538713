import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ChannelAccount, Incoming, Parsed, StatusReport } from '../contract/incoming.ts'
import { type ChannelVendor, type RawDelivery, VendorRefused } from './channel.ts'
import { ref, shape, words } from './json-shape.ts'
import { askVendor, fetchVendorFile, retryAfter } from './vendor-http.ts'

const MEDIA_AT_MOST = 10
const LONGEST_URL = 2_000
/** The request itself is wrong: no body, too long, no sender. */
const WRONG_REQUEST = new Set(['21602', '21603', '21604', '21617', '21619'])

/** SMS and MMS by an API of Twilio's shape (https://www.twilio.com/docs/messaging/api/message-resource). */
export function createSms({ apiUrl }: { apiUrl: string }): ChannelVendor {
  const base = (account: ChannelAccount) =>
    `${apiUrl}/2010-04-01/Accounts/${encodeURIComponent(words(account.settings.accountSid))}`

  async function ask(account: ChannelAccount, path: string, init: RequestInit = {}) {
    const answer = await askVendor(`${base(account)}${path}`, {
      ...init,
      headers: { ...init.headers, authorization: basicOf(account) },
    })
    const body = shape(answer.json)
    if (answer.ok) return body
    const code = words(body.code) || `http.${answer.status}`
    const asked = retryAfter(answer.headers)
    throw new VendorRefused({
      code,
      title: words(body.message) || `Answer ${answer.status}`,
      isFinal: WRONG_REQUEST.has(code),
      ...(asked !== undefined && { retryAfter: asked }),
    })
  }

  return {
    async send(account, message) {
      const service = words(account.settings.messagingServiceSid)
      const form = new URLSearchParams({
        To: message.to.phone ?? message.to.platformUserId,
        ...(service ? { MessagingServiceSid: service } : { From: account.address }),
        Body: message.body,
        StatusCallback: account.webhookUrl,
      })
      for (const { url } of message.files.slice(0, MEDIA_AT_MOST)) form.append('MediaUrl', url)
      const sent = await ask(account, '/Messages.json', { method: 'POST', body: form })
      const providerRef = words(sent.sid)
      if (!providerRef)
        throw new VendorRefused({ code: 'answer', title: 'No message id came back', isFinal: false })
      const parts = Number(words(sent.num_segments))
      return { providerRef, ...(parts > 0 && { parts }) }
    },
    verify: verifyTwilio,
    accepts: (body, mediaType) => mediaType === FORM && sidOf(new URLSearchParams(body)) !== '',
    parse: (_account, body) => parseSms(body),
    // An empty answer in TwiML: nothing is sent back by Twilio itself.
    answer: { mediaType: 'text/xml; charset=utf-8', body: '<Response/>' },
    async fetchMedia(account, providerRef) {
      // Only where our own password may be shown.
      if (URL.parse(providerRef)?.origin !== new URL(apiUrl).origin) {
        throw new VendorRefused({
          code: 'file.address',
          title: 'The file lies at a foreign address',
          isFinal: true,
        })
      }
      return fetchVendorFile(providerRef, { authorization: basicOf(account) })
    },
    async check(account) {
      const found = await ask(account, '.json')
      const status = words(found.status)
      return { ok: status === 'active', words: `Twilio knows “${words(found.friendly_name)}”: ${status}.` }
    },
  }
}

const FORM = 'application/x-www-form-urlencoded'

function basicOf(account: ChannelAccount): string {
  const pair = `${words(account.settings.accountSid)}:${account.secrets.authToken ?? ''}`
  return `Basic ${Buffer.from(pair).toString('base64')}`
}

function sidOf(form: URLSearchParams): string {
  return ref(form.get('MessageSid') || form.get('SmsSid') || form.get('SmsMessageSid'))
}

/**
 * `X-Twilio-Signature`: HMAC-SHA-1 with the auth token over the address and the sorted fields
 * (https://www.twilio.com/docs/usage/security#validating-requests).
 */
export function verifyTwilio(account: ChannelAccount, { body, headers, url }: RawDelivery): boolean {
  const told = headers.get('x-twilio-signature') ?? ''
  const token = account.secrets.authToken
  if (!token || !told) return false
  const form = new URLSearchParams(body)
  const fields = [...new Set(form.keys())].sort()
  const signed = fields.map((name) => name + [...new Set(form.getAll(name))].sort().join('')).join('')
  const own = createHmac('sha1', token)
    .update(url + signed)
    .digest()
  const given = Buffer.from(told, 'base64')
  return given.length === own.length && timingSafeEqual(own, given)
}

const reached: Readonly<Record<string, StatusReport['status']>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  undelivered: 'failed',
  failed: 'failed',
}

/** A message that came in, or what became of one of ours. Twilio tells no times: what is empty is the arrival. */
export function parseSms(body: string): Parsed {
  const form = new URLSearchParams(body)
  const providerRef = sidOf(form)
  const status = form.get('MessageStatus') ?? form.get('SmsStatus') ?? ''
  const nothing: Parsed = { messages: [], statuses: [], unknown: 0 }
  if (!providerRef) return { ...nothing, unknown: 1 }
  const isIncoming =
    form.has('From') && (form.has('Body') || form.has('NumMedia')) && !form.has('MessageStatus')
  const from = ref(form.get('From'))
  if (isIncoming && !from) return { ...nothing, unknown: 1 }
  if (isIncoming) return { ...nothing, messages: [incomingOf(form, providerRef, from)] }
  const told = reached[status]
  if (!told) return { ...nothing, unknown: isOnItsWay(status) ? 0 : 1 }
  const failure = { code: form.get('ErrorCode') ?? '', title: form.get('ErrorMessage') || titleOf(form) }
  return { ...nothing, statuses: [{ providerRef, status: told, at: '', ...(told === 'failed' && failure) }] }
}

function isOnItsWay(status: string): boolean {
  return ['accepted', 'scheduled', 'queued', 'sending'].includes(status)
}

function titleOf(form: URLSearchParams): string {
  const code = form.get('ErrorCode')
  return code ? `Twilio error ${code}` : 'The message was not delivered'
}

function incomingOf(form: URLSearchParams, providerRef: string, from: string): Incoming {
  const count = Math.min(Number(form.get('NumMedia')) || 0, MEDIA_AT_MOST)
  const files = Array.from({ length: count }, (_, i) => ({
    name: `file-${i + 1}`,
    mediaType: (form.get(`MediaContentType${i}`) ?? 'application/octet-stream').toLowerCase(),
    providerRef: ref(form.get(`MediaUrl${i}`), LONGEST_URL),
  })).filter((file) => file.providerRef !== '')
  const family = files[0]?.mediaType.split('/')[0]
  const kind = family === 'image' || family === 'audio' || family === 'video' ? family : 'document'
  const place = [form.get('FromCity'), form.get('FromCountry')].filter(Boolean).join(', ')
  return {
    providerRef,
    from: { platformUserId: from, name: '', ...(/^\+\d{6,15}$/.test(from) && { phone: from }) },
    at: '',
    kind: files.length > 0 ? kind : 'text',
    body: form.get('Body') ?? '',
    data: { ...(place && { place }) },
    ...(files.length > 0 && { attachments: files }),
  }
}

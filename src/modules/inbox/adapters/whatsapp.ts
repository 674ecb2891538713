import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ChannelAccount } from '../contract/incoming.ts'
import { type ChannelVendor, type OutgoingFile, type RawDelivery, VendorRefused } from './channel.ts'
import { list, shape, words } from './json-shape.ts'
import { askVendor, fetchVendorFile, retryAfter, type VendorAnswer } from './vendor-http.ts'
import { whatsAppBody, whatsAppTemplate } from './whatsapp-body.ts'
import { looksLikeWhatsApp, parseWhatsApp } from './whatsapp-parse.ts'

/** Codes that say that the request itself is wrong: the same one never works. */
const WRONG_REQUEST = new Set([33, 100, 131008, 131009])

/** The WhatsApp Cloud API. `apiUrl` ends with the version: `https://graph.facebook.com/v23.0`. */
export function createWhatsApp({ apiUrl }: { apiUrl: string }): ChannelVendor {
  const ask = async (account: ChannelAccount, path: string, init: RequestInit = {}) => {
    const headers = { authorization: `Bearer ${account.secrets.accessToken ?? ''}`, ...init.headers }
    return answerOf(await askVendor(`${apiUrl}/${path}`, { ...init, headers }))
  }
  const post = (account: ChannelAccount, path: string, body: Record<string, unknown>) =>
    ask(account, path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

  async function upload(account: ChannelAccount, file: OutgoingFile): Promise<string> {
    const form = new FormData()
    form.set('messaging_product', 'whatsapp')
    form.set('type', file.mediaType)
    form.set('file', new Blob([new Uint8Array(file.bytes)], { type: file.mediaType }), file.name)
    const path = `${pathPart(account.settings.phoneNumberId)}/media`
    return words((await ask(account, path, { method: 'POST', body: form })).id)
  }

  return {
    async send(account, message) {
      const file = message.files[0]
      const mediaId = file && !message.template ? await upload(account, file) : null
      const path = `${pathPart(account.settings.phoneNumberId)}/messages`
      const answer = await post(account, path, whatsAppBody(message, mediaId))
      const providerRef = words(shape(list(answer.messages)[0]).id)
      if (!providerRef)
        throw new VendorRefused({ code: 'answer', title: 'No message id came back', isFinal: false })
      return { providerRef }
    },
    verify: verifyWhatsApp,
    accepts: looksLikeWhatsApp,
    parse: parseWhatsApp,
    greet: greetWhatsApp,
    async fetchMedia(account, providerRef) {
      const { url, mime_type, file_name } = await ask(account, pathPart(providerRef))
      const authorization = `Bearer ${account.secrets.accessToken ?? ''}`
      const file = await fetchVendorFile(words(url), { authorization })
      const mediaType = words(mime_type).split(';')[0] || file.mediaType
      return { bytes: file.bytes, mediaType, ...(words(file_name) && { name: words(file_name) }) }
    },
    async submitTemplate(account, draft) {
      const path = `${pathPart(account.settings.businessAccountId)}/message_templates`
      const answer = await post(account, path, whatsAppTemplate(draft))
      const status = words(answer.status)
      return {
        providerRef: words(answer.id),
        status: status === 'APPROVED' ? 'approved' : status === 'REJECTED' ? 'rejected' : 'submitted',
      }
    },
    async removeTemplate(account, { name }) {
      const path = `${pathPart(account.settings.businessAccountId)}/message_templates`
      await ask(account, `${path}?name=${encodeURIComponent(name)}`, { method: 'DELETE' })
    },
    async check(account) {
      const fields = 'verified_name,display_phone_number,quality_rating'
      const found = await ask(account, `${pathPart(account.settings.phoneNumberId)}?fields=${fields}`)
      const quality = words(found.quality_rating).toLowerCase()
      const name = `${words(found.display_phone_number)} (${words(found.verified_name)})`
      return { ok: quality !== 'red', words: `WhatsApp knows ${name}${quality && `, quality ${quality}`}.` }
    },
  }
}

/** `X-Hub-Signature-256`: HMAC-SHA-256 of the raw body with the app secret. */
export function verifyWhatsApp(account: ChannelAccount, { body, headers }: RawDelivery): boolean {
  const secret = account.secrets.appSecret
  const told = /^sha256=([0-9a-f]{64})$/.exec(headers.get('x-hub-signature-256') ?? '')?.[1]
  if (!secret || !told) return false
  const own = createHmac('sha256', secret).update(body).digest()
  return timingSafeEqual(own, Buffer.from(told, 'hex'))
}

/** The handshake: the challenge comes back when the verify token is ours. */
export function greetWhatsApp(account: ChannelAccount, query: URLSearchParams): string | null {
  const isOurs =
    query.get('hub.mode') === 'subscribe' &&
    !!account.secrets.verifyToken &&
    query.get('hub.verify_token') === account.secrets.verifyToken
  return isOurs ? (query.get('hub.challenge') ?? '').slice(0, 200) : null
}

/** Ids become part of an address: nothing may break out of it. */
function pathPart(value: unknown): string {
  return encodeURIComponent(words(value))
}

function answerOf({ ok, status, headers, json }: VendorAnswer) {
  if (ok) return shape(json)
  const error = shape(shape(json).error)
  const code = words(error.code)
  const details = words(shape(error.error_data).details)
  throw new VendorRefused({
    code: code || `http.${status}`,
    title: details || words(error.error_user_msg) || words(error.message) || `Answer ${status}`,
    isFinal: WRONG_REQUEST.has(Number(code || Number.NaN)),
    ...(retryAfter(headers) !== undefined && { retryAfter: retryAfter(headers)! }),
  })
}

import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ChannelAccount } from '../contract/incoming.ts'
import { type ChannelVendor, type RawDelivery, VendorRefused } from './channel.ts'
import { words } from './json-shape.ts'
import { looksLikeCalls, parseCalls } from './phone-parse.ts'
import { safeFetch } from './safe-fetch.ts'
import { verifyTwilio } from './sms.ts'

/** An hour of speech as WAV; more is no call of an office. */
const MOST_BYTES = 60_000_000

/** A telephone line: what its provider reports of calls. Nothing can be written there. */
export function createPhone(options: { twilioUrl: string; allowPrivate?: boolean }): ChannelVendor {
  return {
    async send() {
      throw new VendorRefused({ code: 'phone', title: 'Nothing can be written by telephone', isFinal: true })
    },
    verify: verifyCallHook,
    accepts: looksLikeCalls,
    parse: (_account, body) => parseCalls(body),
    async fetchMedia(account, providerRef) {
      const url = URL.parse(providerRef)
      const isTwilio = url?.origin === new URL(options.twilioUrl).origin
      const file = await safeFetch(providerRef, {
        mostBytes: MOST_BYTES,
        allowPrivate: options.allowPrivate,
        // Our password is for Twilio's own address and no other.
        ...(isTwilio && { headers: { authorization: basicOf(account) } }),
      })
      return { ...file, name: `Recording.${endingOf(file.mediaType)}` }
    },
    async check(account) {
      if (!account.secrets.signingSecret)
        return { ok: false, words: 'Enter the secret that signs deliveries.' }
      return { ok: true, words: 'Calls are taken as soon as the provider posts them to the address.' }
    },
  }
}

/** Twilio signs in its own way; everybody else with `X-Frontdesk-Signature: sha256=` HMAC-SHA-256 of the raw body. */
export function verifyCallHook(account: ChannelAccount, delivery: RawDelivery): boolean {
  const secret = account.secrets.signingSecret
  if (!secret) return false
  if (words(account.settings.provider).toLowerCase() === 'twilio') {
    return verifyTwilio({ ...account, secrets: { authToken: secret } }, delivery)
  }
  const told = /^sha256=([0-9a-f]{64})$/.exec(delivery.headers.get('x-frontdesk-signature') ?? '')?.[1]
  if (!told) return false
  const own = createHmac('sha256', secret).update(delivery.body).digest()
  return timingSafeEqual(own, Buffer.from(told, 'hex'))
}

function endingOf(mediaType: string): string {
  if (/mpeg|mp3/.test(mediaType)) return 'mp3'
  return /ogg|opus/.test(mediaType) ? 'ogg' : /mp4|m4a/.test(mediaType) ? 'm4a' : 'wav'
}

function basicOf(account: ChannelAccount): string {
  const pair = `${words(account.settings.accountSid)}:${account.secrets.signingSecret ?? ''}`
  return `Basic ${Buffer.from(pair).toString('base64')}`
}

import { createHmac } from 'node:crypto'
import { firm } from './firm.ts'
import { type Chance, idBy } from './random.ts'

/** Somebody who writes on one of the channels. */
export interface Writer {
  kind: 'whatsapp' | 'sms' | 'webchat'
  /** As lists show it: number or mail address. */
  address: string
  name: string
  say(words: string): Promise<void>
}

/** What a vendor knows of a channel that it posts to. */
export interface PostBox {
  webhookUrl: string
  settings: Readonly<Record<string, unknown>>
  secrets: Readonly<Record<string, string>>
}

/** Posts what a customer wrote on WhatsApp, signed as the Cloud API does. */
export function writerOnWhatsApp(
  { url, chance, box }: { url: string; chance: Chance; box: PostBox },
  { address, name }: { address: string; name: string },
): Writer {
  const from = address.replace('+', '')
  return {
    ...{ kind: 'whatsapp', address, name },
    async say(words) {
      const at = Date.now()
      const text = { from, id: `wamid.sim.${idBy(chance, at)}`, timestamp: String(Math.floor(at / 1_000)) }
      const value = {
        messaging_product: 'whatsapp',
        metadata: { phone_number_id: box.settings.phoneNumberId },
        contacts: [{ wa_id: from, profile: { name } }],
        messages: [{ ...text, type: 'text', text: { body: words } }],
      }
      const body = JSON.stringify({
        object: 'whatsapp_business_account',
        entry: [{ id: 'simulated', changes: [{ field: 'messages', value }] }],
      })
      const signature = createHmac('sha256', box.secrets.appSecret ?? '')
        .update(body)
        .digest('hex')
      await post(here(url, box), body, {
        'content-type': 'application/json',
        'x-hub-signature-256': `sha256=${signature}`,
      })
    },
  }
}

/** Posts what a customer wrote by SMS, signed as Twilio does: over the address that it was given, and the fields. */
export function writerBySms(
  { url, chance, box, to }: { url: string; chance: Chance; box: PostBox; to: string },
  { address, name }: { address: string; name: string },
): Writer {
  return {
    ...{ kind: 'sms', address, name },
    async say(words) {
      const fields = {
        ...{ Body: words, From: address, MessageSid: `SM${idBy(chance, Date.now()).replaceAll('-', '')}` },
        ...{ NumMedia: '0', To: to },
      }
      const signed = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))
      const signature = createHmac('sha1', box.secrets.authToken ?? '')
        .update(box.webhookUrl + signed.map(([field, value]) => field + value).join(''))
        .digest('base64')
      await post(here(url, box), new URLSearchParams(fields).toString(), {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': signature,
      })
    },
  }
}

/** A visitor of the web chat, who says who they are. */
export async function writerInWebChat(
  { url, chance, token }: { url: string; chance: Chance; token: string },
  { name, email }: { name: string; email: string },
): Promise<Writer> {
  const base = `${url}/api/v1/webchat/${token}`
  const json = { 'content-type': 'application/json' }
  const page = `https://${firm.slug}.example/`
  const answer = await post(`${base}/visitors`, JSON.stringify({ page }), json)
  const { key } = (await answer.json()) as { key: string }
  let isKnown = false
  return {
    ...{ kind: 'webchat', address: email, name },
    async say(words) {
      const ref = idBy(chance, Date.now())
      await post(`${base}/messages`, JSON.stringify({ key, ref, body: words, page }), json)
      if (isKnown) return
      isKnown = true
      await post(`${base}/details`, JSON.stringify({ key, name, email }), json)
    },
  }
}

/** The channel's address on this machine, whatever name the world knows it by: nothing leaves. */
const here = (url: string, { webhookUrl }: PostBox) => url + new URL(webhookUrl).pathname

async function post(url: string, body: string, headers: Record<string, string>): Promise<Response> {
  const answer = await fetch(url, { method: 'POST', headers, body })
  if (!answer.ok) throw new Error(`${answer.status} from ${new URL(url).pathname}: ${await answer.text()}`)
  return answer
}

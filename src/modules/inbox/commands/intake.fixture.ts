import { createHmac } from 'node:crypto'
import type { TestWorld } from '#platform/testing/world.ts'
import type { Incoming } from '../contract/incoming.ts'
import { createChannel } from './save-channel.ts'

export const APP_SECRET = 'a very secret app secret'
export const AUTH_TOKEN = 'a very secret auth token'
export const PHONE_NUMBER_ID = '106540352242922'

/** A channel of the organisation as its page would add it. */
export async function addChannel(
  world: TestWorld,
  orgId: string,
  kind: 'whatsapp' | 'sms' | 'email',
  over: { sandbox?: boolean; settings?: Record<string, string | number> } = {},
) {
  const fields: Record<
    typeof kind,
    { address: string; settings: Record<string, string | number>; secrets: Record<string, string> }
  > = {
    whatsapp: {
      address: '+44 20 7946 0100',
      settings: { phoneNumberId: PHONE_NUMBER_ID, businessAccountId: '1', ...over.settings },
      secrets: { accessToken: 'token', appSecret: APP_SECRET },
    },
    sms: {
      address: '+44 20 7946 0101',
      settings: { accountSid: 'AC1', ...over.settings },
      secrets: { authToken: AUTH_TOKEN },
    },
    email: { address: 'office@example.com', settings: {}, secrets: {} },
  }
  const who = await world.as(orgId, 'manager')
  const input = { kind, name: `Our ${kind}`, isActive: true, sandbox: false, ...over, ...fields[kind] }
  return world.command(createChannel, input, who)
}

let count = 0

/** A text as a channel brings it. */
export function textFrom(number: string, body: string, over: Partial<Incoming> = {}): Incoming {
  return {
    providerRef: `ref-${++count}`,
    from: { platformUserId: number.replace('+', ''), name: `Person ${number.slice(-3)}`, phone: number },
    at: '2026-11-26T10:00:00.000Z',
    kind: 'text',
    body,
    ...over,
  }
}

/** The headers of a WhatsApp delivery, signed. */
export function signedWhatsApp(body: string): Record<string, string> {
  const signature = createHmac('sha256', APP_SECRET).update(body).digest('hex')
  return { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` }
}

/** A delivery of the WhatsApp Cloud API with one change of messages. */
export function whatsAppDelivery(value: Record<string, unknown>, phoneNumberId = PHONE_NUMBER_ID): string {
  const metadata = { display_phone_number: '442079460100', phone_number_id: phoneNumberId }
  const change = { field: 'messages', value: { messaging_product: 'whatsapp', metadata, ...value } }
  return JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [change] }] })
}

import { createHmac, randomInt } from 'node:crypto'
import type { Desk } from './desk.ts'
import { expect } from './journey.ts'

const SECRET = 'journey-app-secret'

/** A WhatsApp number whose provider is this journey. */
export interface WhatsAppNumber {
  hook: string
  phoneNumberId: string
}

/** A WhatsApp number of the firm's own in the sandbox, so that what comes in can be signed as WhatsApp signs. */
export async function openWhatsApp(desk: Desk): Promise<WhatsAppNumber> {
  await desk.signIn()
  const phoneNumberId = String(randomInt(1e14, 2e14))
  const { webhookUrl } = await desk.post<{ webhookUrl: string }>('/channels', {
    kind: 'whatsapp',
    name: `Journey ${phoneNumberId.slice(-4)}`,
    address: `+4477009${phoneNumberId.slice(-5)}`,
    sandbox: true,
    settings: { phoneNumberId, businessAccountId: '102290129340398' },
    secrets: { accessToken: 'journey', appSecret: SECRET },
  })
  return { hook: new URL(webhookUrl).pathname, phoneNumberId }
}

/** Somebody writes on WhatsApp: the provider posts it, signed over the raw body. */
export async function writeOnWhatsApp(
  desk: Desk,
  number: WhatsAppNumber,
  { from, name, body }: { from: string; name: string; body: string },
): Promise<void> {
  const value = {
    messaging_product: 'whatsapp',
    metadata: { phone_number_id: number.phoneNumberId },
    contacts: [{ profile: { name }, wa_id: from }],
    messages: [
      {
        from,
        id: `wamid.journey.${randomInt(1e12)}`,
        timestamp: String(Math.floor(Date.now() / 1_000)),
        type: 'text',
        text: { body },
      },
    ],
  }
  const data = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
  })
  const signature = createHmac('sha256', SECRET).update(data).digest('hex')
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` }
  const response = await desk.request.post(number.hook, { data: Buffer.from(data), headers })
  expect(response.status()).toBe(200)
}

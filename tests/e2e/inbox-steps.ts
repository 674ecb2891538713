import { createHmac, randomInt } from 'node:crypto'
import type { Page } from '@playwright/test'
import type { Desk } from './desk.ts'
import { alive, expect } from './journey.ts'

const APP_SECRET = 'journey-app-secret'
const MAIL_SECRET = 'journey-mail-secret'

export interface WhatsApp {
  id: string
  hook: string
  phoneNumberId: string
}

export interface Customer {
  from: string
  name: string
}

/** A WhatsApp number of the firm's own in the sandbox, so that what comes in can be signed as WhatsApp signs. */
export async function openWhatsApp(desk: Desk): Promise<WhatsApp> {
  await desk.signIn()
  const phoneNumberId = String(randomInt(1e14, 2e14))
  const { id, webhookUrl } = await desk.post<{ id: string; webhookUrl: string }>('/channels', {
    kind: 'whatsapp',
    name: `Journey ${phoneNumberId.slice(-4)}`,
    address: `+4477009${phoneNumberId.slice(-5)}`,
    sandbox: true,
    settings: { phoneNumberId, businessAccountId: '102290129340398' },
    secrets: { accessToken: 'journey', appSecret: APP_SECRET },
  })
  return { id, hook: new URL(webhookUrl).pathname, phoneNumberId }
}

/** Somebody writes on WhatsApp, some hours ago if wanted: the provider posts it, signed over the raw body. */
export async function customerWrites(
  desk: Desk,
  channel: WhatsApp,
  { from, name }: Customer,
  what: string | { type: string; [part: string]: unknown },
  hoursAgo = 0,
): Promise<string> {
  const id = `wamid.journey.${randomInt(1e12)}`
  const content = typeof what === 'string' ? { type: 'text', text: { body: what } } : what
  const timestamp = String(Math.floor(Date.now() / 1_000) - hoursAgo * 3_600)
  const value = {
    messaging_product: 'whatsapp',
    metadata: { phone_number_id: channel.phoneNumberId },
    contacts: [{ profile: { name }, wa_id: from }],
    messages: [{ from, id, timestamp, ...content }],
  }
  const data = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
  })
  const signature = createHmac('sha256', APP_SECRET).update(data).digest('hex')
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` }
  const response = await desk.request.post(channel.hook, { data: Buffer.from(data), headers })
  expect(response.status()).toBe(200)
  return id
}

/** A mail comes to a mailbox of the firm's own, as a forwarding service posts it. */
export async function mailComes(
  desk: Desk,
  mail: { name: string; subject: string; text: string; html: string },
): Promise<void> {
  await desk.signIn()
  const tail = randomInt(1e8)
  const { webhookUrl } = await desk.post<{ webhookUrl: string }>('/channels', {
    kind: 'email',
    name: `Journey mail ${tail}`,
    address: `journey${tail}@brightside.example`,
    sandbox: true,
    settings: {},
    secrets: { inboundSecret: MAIL_SECRET },
  })
  const data = [
    `From: ${mail.name} <sender${tail}@example.com>`,
    `To: journey${tail}@brightside.example`,
    `Subject: ${mail.subject}`,
    `Message-ID: <${tail}@journey.example>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary="part"',
    ...['', '--part', 'Content-Type: text/plain; charset=utf-8', '', mail.text],
    ...['', '--part', 'Content-Type: text/html; charset=utf-8', '', mail.html, '--part--', ''],
  ].join('\r\n')
  const headers = { 'content-type': 'message/rfc822', 'x-frontdesk-secret': MAIL_SECRET }
  const { pathname } = new URL(webhookUrl)
  const response = await desk.request.post(pathname, { data: Buffer.from(data), headers })
  expect(response.status()).toBe(200)
}

/** A new person for each journey, whose number the sandbox delivers to and whose words nobody else says. */
export function somebody(first: string): Customer {
  const tail = String(randomInt(1e5, 9e5))
  return { from: `4477009${tail.slice(0, 4)}1`, name: `${first} Journey${tail}` }
}

export const found = ({ name }: { name: string }) => `/inbox?view=all&q=${encodeURIComponent(name)}`

/** Opens somebody's conversation from the list, as soon as it is there. */
export async function openThread(page: Page, who: { name: string }): Promise<void> {
  await page.goto(found(who))
  await alive(page)
  await page.getByRole('feed', { name: 'Conversations' }).getByRole('link', { name: who.name }).click()
  await expect(page.getByRole('heading', { name: who.name, level: 1 })).toBeVisible()
}

/** Waits until so many conversations of that name are there. */
export async function arrived(
  desk: Desk,
  name: string,
  count = 1,
): Promise<{ id: string; status: string }[]> {
  let items: { id: string; status: string }[] = []
  await expect(async () => {
    items = (await desk.get<{ items: typeof items }>('/conversations', { q: name })).items
    expect(items).toHaveLength(count)
  }).toPass()
  return items
}

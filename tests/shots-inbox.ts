import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import type { Desk } from './e2e/desk.ts'
import type { Shot } from './shots.ts'

interface Listed {
  items: { id: string; status?: string; kind?: string; name?: string }[]
}

/** Everything around the inbox: its own screens, tickets, broadcasts, the dashboard and their settings. */
export async function inboxShots(desk: Desk): Promise<Shot[]> {
  const list = async (path: string, params: Record<string, string | number> = {}) =>
    (await desk.get<Listed>(path, params)).items
  const [conversations, tickets, broadcasts, channels, templates, flows] = await Promise.all([
    list('/conversations', { limit: 1 }),
    list('/tickets', { limit: 1 }),
    list('/broadcasts', { limit: 5 }),
    list('/channels'),
    list('/channel-templates'),
    list('/bot/flows'),
  ])
  const conversation = conversations[0]!.id
  const channel = channels.find(({ kind }) => kind === 'whatsapp')!.id
  await desk.post(`/conversations/${conversation}/notes`, {
    body: 'Keys are with the neighbour at number 14; she leaves at noon.',
  })
  const settings = [
    ...['channels', 'channels/new', 'channels/new?kind=whatsapp', `channels/${channel}`, 'channels/webchat'],
    ...['channels/templates', 'channels/templates/new', `channels/templates/${templates[0]!.id}`],
    ...['inbox', 'inbox/sla', 'inbox/teams', 'inbox/replies'],
    ...['bot', 'bot/intents', 'bot/replies', `bot/flows/${flows[0]!.id}`, 'bot/flows/new'],
    ...['dashboard'],
  ]
  return [
    ['inbox/list', '/inbox'],
    ['inbox/thread', `/inbox/${conversation}`],
    ['inbox/note', `/inbox/${conversation}`, writeNote],
    ['inbox/none', '/inbox?q=nobody-at-all'],
    ['inbox/failures', '/inbox/failures'],
    ['inbox/failures-none', '/inbox/failures?category=template'],
    ['office/dashboard', '/dashboard'],
    ['office/tickets', '/tickets'],
    ['office/tickets-none', '/tickets?q=nothing-at-all'],
    ['office/ticket', `/tickets/${tickets[0]!.id}`],
    ['office/new-ticket', '/tickets/new'],
    ['office/broadcasts', '/broadcasts'],
    ['office/broadcast', `/broadcasts/${broadcasts.find(({ status }) => status === 'done')!.id}`],
    ['office/broadcast-draft', '/broadcasts/new/edit'],
    ['office/broadcast-preview', '/broadcasts/new/edit', preview],
    ['office/bot-tried', '/settings/bot/intents', talkToBot],
    ...settings.map((path): Shot => [`settings/${nameOf(path)}`, `/settings/${path}`]),
  ]
}

/** `channels/01a1…` → `channels-one`; `channels/new?kind=whatsapp` → `channels-new-whatsapp`. */
const nameOf = (path: string) =>
  path
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'one')
    .replace(/\?\w+=/, '-')
    .replaceAll('/', '-')

async function writeNote(page: Page): Promise<void> {
  await page.waitForTimeout(500)
  await page.keyboard.press('n')
}

/** A draft with a pasted list, looked at before it is sent: who gets it, what they read, which lines are wrong. */
async function preview(page: Page): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill('Spring cleans')
  await page.getByLabel('Pasted list').fill('07700 900142, Grace Obi\nno number at all\n07700 900142, Twice')
  for (const field of await page.getByLabel(/What stands for/).all()) {
    if ((await field.inputValue()) === '') await field.fill('your street')
  }
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByText('Get it', { exact: true }).waitFor()
}

async function talkToBot(page: Page): Promise<void> {
  await page.waitForTimeout(500)
  await page.getByLabel('Write as a customer').fill('How much is a deep clean?')
  await page.getByRole('button', { name: 'Say' }).click()
  await page.getByText('% sure').waitFor()
}

/** A site of somebody's own with the firm's web chat on it. */
export async function foreignSite(desk: Desk): Promise<{ url: string; site: Server }> {
  const { items } = await desk.get<{ items: { snippet: string }[] }>('/webchats')
  const page = `<!doctype html><html lang="en"><title>A site</title><meta name="viewport" content="width=device-width">
    <body style="font-family: Georgia, serif; margin: 48px"><h1>Our street’s own paper</h1>
    <p>Where to find good people for the house, and what they ask.</p>${items[0]!.snippet}</body></html>`
  const site = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(page)
  }).listen(0, '127.0.0.1')
  await new Promise((done) => site.once('listening', done))
  return { url: `http://127.0.0.1:${(site.address() as AddressInfo).port}/`, site }
}

/** The web chat as visitors meet it: closed, open, and with something said. */
export function widgetShots(url: string): Shot[] {
  const open = async (page: Page) => {
    await page.getByRole('button', { name: 'Open chat' }).click()
    await page.waitForTimeout(400)
  }
  return [
    ['widget/closed', url, async (page) => page.getByRole('button', { name: 'Open chat' }).waitFor()],
    ['widget/open', url, open],
  ]
}

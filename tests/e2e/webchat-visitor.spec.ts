import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { Desk } from './desk.ts'
import { expect, test } from './journey.ts'

interface Webchat {
  channelId: string
  snippet: string
}

let site: Server
let snippet = ''

/** A site of somebody's own, on another origin than the office. */
test.beforeAll(async () => {
  site = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    // As strict as a careful site is: no inline styles, no inline scripts.
    const base = process.env.JOURNEYS_URL
    const policy = `default-src 'none'; script-src ${base}; connect-src ${base}; img-src ${base}`
    response.setHeader('content-security-policy', policy)
    response.end(
      `<!doctype html><html lang="en"><title>Firm</title><body><main><h1>A firm</h1></main>${snippet}</body></html>`,
    )
  }).listen(0, '127.0.0.1')
  await new Promise((done) => site.once('listening', done))
})
test.afterAll(() => void site.close())

const siteUrl = () => `http://127.0.0.1:${(site.address() as AddressInfo).port}`

/** A web chat for that site; a form for closed hours only where it is wanted. */
async function openChat(desk: Desk, settings: Record<string, unknown> = {}): Promise<Webchat> {
  await desk.signIn()
  const { channelId } = await desk.post<Webchat>('/webchats', { name: 'Journey' })
  const response = await desk.request.patch(`/api/v1/webchats/${channelId}`, {
    data: { settings: { offlineForm: false, askWho: 'never', sites: [siteUrl()], ...settings } },
  })
  const chat = (await response.json()) as Webchat
  snippet = chat.snippet
  return chat
}

/** The conversation in which somebody said this. */
async function conversationOf(desk: Desk, words: string): Promise<string> {
  const { items } = await desk.get<{ items: { id: string }[] }>('/conversations', { q: words })
  return items[0]!.id
}

async function write(page: Page, words: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Your message' }).fill(words)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('log').getByText(words)).toBeVisible()
}

test.describe.configure({ mode: 'serial' })

test('a visitor writes on another site, the office answers, and the thread is there after a reload (INBX-006)', async ({
  page,
  desk,
}) => {
  await openChat(desk)
  await page.goto(siteUrl())
  await page.getByRole('button', { name: 'Open chat' }).press('Enter')
  const question = `Do you clean ovens? ${Date.now()}`
  await expect(page.getByRole('textbox', { name: 'Your message' })).toBeFocused()
  await write(page, question)
  await expect(page.getByRole('log')).not.toContainText('Sending')

  let conversationId = ''
  await expect(async () => {
    conversationId = await conversationOf(desk, question)
    expect(conversationId).toBeTruthy()
  }).toPass()
  await desk.post(`/conversations/${conversationId}/replies`, { body: 'We do, and fridges as well.' })
  await expect(page.getByRole('log')).toContainText('We do, and fridges as well.')

  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Open chat' })).toBeFocused()
  await desk.post(`/conversations/${conversationId}/replies`, { body: 'When would suit you?' })
  await expect(page.getByRole('button', { name: 'Open chat, 1 unread' })).toBeVisible()

  await page.reload()
  await page.getByRole('button', { name: 'Open chat, 1 unread' }).click()
  await expect(page.getByRole('log')).toContainText(question)
  await expect(page.getByRole('log')).toContainText('When would suit you?')
  expect(await page.context().cookies(siteUrl())).toEqual([])

  const stranger = await page.context().browser()!.newPage()
  await stranger.goto(siteUrl())
  await stranger.getByRole('button', { name: 'Open chat' }).click()
  await expect(stranger.getByRole('log')).not.toContainText(question)
  await stranger.close()
})

test('the chat can be used by everybody: nothing serious in axe, light and dark', async ({ page, desk }) => {
  await openChat(desk, { askWho: 'after' })
  await page.goto(siteUrl())
  await page.getByRole('button', { name: 'Open chat' }).click()
  await write(page, 'Hello, is anybody there?')
  await expect(page.getByRole('form', { name: 'Who you are' })).toBeVisible()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page })
      .include('#frontdesk-chat')
      .setLegacyMode(true)
      .analyze()
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  }
})

test('a site that was not named shows no chat, and says why only to its developer', async ({
  page,
  desk,
  calm,
}) => {
  await openChat(desk, { sites: ['https://somewhere.example'] })
  await page.goto(siteUrl())
  await expect(page.getByRole('heading', { name: 'A firm' })).toBeVisible()
  await expect.poll(() => calm.list.some((words) => words.includes('Frontdesk chat'))).toBe(true)
  await expect(page.locator('#frontdesk-chat')).toHaveCount(0)
  calm.list.splice(0)
})

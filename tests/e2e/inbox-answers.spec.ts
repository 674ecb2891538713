import { createHmac, randomInt } from 'node:crypto'
import type { Page } from '@playwright/test'
import type { Desk } from './desk.ts'
import { alive, axeFaults, expect, test } from './journey.ts'
import { storageOf } from './people.ts'

test.use({ storageState: storageOf('agent') })

const SECRET = 'journey-app-secret'

/** A WhatsApp number of the firm's own in the sandbox, so that what comes in can be signed as WhatsApp signs. */
async function openChannel(desk: Desk): Promise<{ hook: string; phoneNumberId: string }> {
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
async function customerWrites(
  desk: Desk,
  channel: { hook: string; phoneNumberId: string },
  message: { from: string; name: string; body: string },
): Promise<void> {
  const { from, name, body } = message
  const value = {
    messaging_product: 'whatsapp',
    metadata: { phone_number_id: channel.phoneNumberId },
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
  const response = await desk.request.post(channel.hook, { data: Buffer.from(data), headers })
  expect(response.status()).toBe(200)
}

/** A new person for each journey, whose number the sandbox delivers to and whose words nobody else says. */
function somebody(first: string) {
  const tail = String(randomInt(1e5, 9e5))
  return { from: `4477009${tail.slice(0, 4)}1`, name: `${first} Journey${tail}` }
}

const found = ({ name }: { name: string }) => `/inbox?view=all&q=${encodeURIComponent(name)}`

async function openThread(page: Page, who: { name: string }): Promise<void> {
  await page.goto(found(who))
  await alive(page)
  await page.getByRole('feed', { name: 'Conversations' }).getByRole('link', { name: who.name }).click()
  await expect(page.getByRole('heading', { name: who.name, level: 1 })).toBeVisible()
}

test('an agent answers by keyboard, the ticks go to read, and a second screen sees it all (INBX-006, INBX-016)', async ({
  page,
  context,
  desk,
}) => {
  const who = somebody('Ada')
  const channel = await openChannel(desk)
  await customerWrites(desk, channel, { ...who, body: 'Can you come after four instead?' })
  await expect(async () => {
    const { items } = await desk.get<{ items: unknown[] }>('/conversations', { q: who.name })
    expect(items).toHaveLength(1)
  }).toPass()
  await page.goto(found(who))
  await alive(page)
  const second = await context.newPage()
  await openThread(second, who)

  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('after four')
  await page.keyboard.press('r')
  await page.getByRole('combobox', { name: 'Reply' }).pressSequentially('Yes, half past four is free.')
  await page.keyboard.press('Control+Enter')
  for (const screen of [page, second]) {
    const answer = screen.getByRole('listitem').filter({ hasText: 'half past four' })
    await expect(answer).toContainText('read')
  }

  await customerWrites(desk, channel, { ...who, body: 'Lovely, thank you' })
  for (const screen of [page, second]) {
    await expect(screen.getByRole('region', { name: 'Messages' })).toContainText('Lovely, thank you')
  }
})

test('a note mentions a colleague, a kept text is filled in, E resolves and Undo takes it back', async ({
  page,
  desk,
}) => {
  const who = somebody('Bea')
  await customerWrites(desk, await openChannel(desk), { ...who, body: 'It is about aunt Bertha’s piano' })
  await expect(async () => openThread(page, who)).toPass()

  await page.keyboard.press('n')
  const note = page.getByRole('combobox', { name: 'Private note' })
  await note.pressSequentially('Please look, @Nad')
  await page.keyboard.press('Enter')
  await note.pressSequentially('before noon')
  await page.keyboard.press('Control+Enter')
  const kept = page.getByRole('listitem').filter({ hasText: 'Private note, only the team sees this' })
  await expect(kept).toContainText('@Nadia Rahman before noon')

  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  const reply = page.getByRole('combobox', { name: 'Reply' })
  await expect(page.getByRole('listbox', { name: 'Kept texts' })).toBeVisible()
  await reply.pressSequentially('hello')
  await page.keyboard.press('Enter')
  await expect(reply).toHaveValue(/Bea/)
  await page.keyboard.press('Control+Enter')
  await expect(reply).toHaveValue('')

  await page.keyboard.press('Escape')
  await page.keyboard.press('e')
  await expect(page.getByText(`${who.name} resolved`)).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect(async () => {
    const { items } = await desk.get<{ items: { status: string }[] }>('/conversations', { q: who.name })
    expect(items[0]?.status).toBe('open')
  }).toPass()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('list and thread are two screens, nothing sticks out, and axe finds nothing serious', async ({
    page,
    desk,
  }) => {
    const who = somebody('Cleo')
    await customerWrites(desk, await openChannel(desk), { ...who, body: 'Hello from a phone' })
    await expect(async () => openThread(page, who)).toPass()
    const list = page.getByRole('feed', { name: 'Conversations' })
    await expect(list).toBeHidden()
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
    expect(await axeFaults(page)).toEqual([])
    await page.getByRole('link', { name: 'Back to the list' }).click()
    await expect(list).toBeVisible()
  })
})

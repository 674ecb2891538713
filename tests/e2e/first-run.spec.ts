import { alive, expect, test } from './journey.ts'

test.describe.configure({ mode: 'serial' })
test.use({ installation: 'empty' })

const owner = { email: 'first@example.com', password: 'three quiet words' }

test('a fresh installation asks for its first administrator, once', async ({ page }) => {
  await page.goto('/')
  await page.goto('/setup')
  await alive(page)
  await page.getByLabel('Name of the organisation').fill('Tidy Rooms')
  await page.getByLabel('Your name').fill('Fatima Siddiqui')
  await page.getByLabel('E-mail').fill(owner.email)
  await page.getByLabel('Password').fill('short')
  await page.getByRole('button', { name: /set up|create|begin/i }).click()
  await expect(page.getByRole('alert')).toContainText('at least 10 characters')
  await page.getByLabel('Password').fill(owner.password)
  await page.getByRole('button', { name: /set up|create|begin/i }).click()
  await expect(page).toHaveURL(/\/settings\/organization/)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()

  // The open page would notice that the session is gone, and leave for the sign-in by itself.
  await page.goto('about:blank')
  await page.context().clearCookies()
  await page.goto('/setup')
  await expect(page.getByLabel('Name of the organisation')).toHaveCount(0)
})

test('the first administrator signs in and finds empty pages that say what to do next', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(owner.email)
  await page.getByLabel('Password', { exact: true }).fill(owner.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(/\/today/)
  await expect(page.getByRole('main')).toContainText('No visits today')
  const pages = ['/appointments', '/clients', '/services', '/staff', '/outbox', '/settings/webhooks']
  for (const path of pages) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible()
    await expect(page.getByRole('main').getByRole('heading', { level: 2 }).first(), path).toBeVisible()
  }
})

test('customers see a page of the firm although nothing is on offer yet', async ({ page }) => {
  const response = await page.goto('/book')
  expect(response?.status()).toBe(200)
  await expect(page.getByRole('banner')).toContainText('Tidy Rooms')
})

import { alive, expect, test } from './journey.ts'
import { storageOf } from './people.ts'

test.use({ storageState: storageOf('owner') })

test('a message text is previewed while it is written; mistakes are named; it can go back (IDEN-033)', async ({
  page,
}) => {
  await page.goto('/settings/templates/visit_moved')
  await alive(page)
  await page.getByLabel('Subject').fill('New time for {{ customer.firstName }}')
  await expect(page.getByRole('main')).toContainText(/New time for [A-Z]/)
  await page.getByRole('button', { name: 'Save text' }).click()
  await expect(page.getByRole('main')).toContainText(/saved/i)
  await page.getByLabel('Subject').fill('New time for {{ customer.shoeSize }}')
  await page.getByRole('button', { name: 'Save text' }).click()
  await expect(page.getByRole('alert')).toContainText('shoeSize')
  await page.reload()
  await expect(page.getByLabel('Subject')).toHaveValue('New time for {{ customer.firstName }}')
})

test('a webhook is added; its secret is shown once (PLAT-091)', async ({ page }) => {
  await page.goto('/settings/webhooks/new')
  await alive(page)
  await page.getByLabel('Address').fill('ftp://example.com')
  await page.getByRole('button', { name: 'Add webhook' }).click()
  await expect(page.getByRole('alert')).toContainText('full address')
  await page.getByLabel('Address').fill('https://example.com/hooks/frontdesk')
  await page.getByRole('button', { name: 'Add webhook' }).click()
  const secret = page.getByText(/whsec_[\w+/=-]+/)
  await expect(secret).toBeVisible()
  const text = await secret.innerText()
  await page.goto('/settings/webhooks')
  await expect(page.getByRole('main')).toContainText('example.com/hooks/frontdesk')
  expect(await page.content()).not.toContain(text)
})

test('a colleague is invited, and the invitation withdrawn (IDEN-023)', async ({ page }) => {
  const email = `new.${Date.now()}@example.com`
  await page.goto('/settings/team/invite')
  await alive(page)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('button', { name: 'Send the invitation' }).click()
  await expect(page).not.toHaveURL(/\/invite$/)
  await page.goto('/settings/team/invitations')
  await expect(page.getByRole('main')).toContainText(email)
  await page.goto('/outbox')
  await expect(page.getByRole('row', { name: new RegExp(email) })).toBeVisible()
})

test('the audit log is searched (IDEN-026)', async ({ page }) => {
  await page.goto('/settings/audit')
  await alive(page)
  await page.getByRole('searchbox').fill('Deep clean')
  await expect(page).toHaveURL(/q=Deep/)
  await expect(page.getByRole('table', { name: 'Audit log' })).toContainText('Deep clean')
  await page.goto('/settings/audit?q=no-such-thing-ever')
  await expect(page.getByRole('table', { name: 'Audit log' })).toHaveCount(0)
})

test('every page of the settings loads', async ({ page }) => {
  await page.goto('/settings/organization')
  const menu = page.getByRole('navigation', { name: 'Settings' }).getByRole('link')
  const paths = await menu.evaluateAll((links) => links.map((link) => link.getAttribute('href')!))
  expect(paths.length).toBeGreaterThan(8)
  const more = ['/settings/team/roles', '/settings/organization/hours', '/settings/organization/policies']
  for (const path of [...paths, ...more, '/settings/organization/branding', '/help', '/outbox']) {
    const response = await page.goto(path)
    expect(response?.status(), path).toBe(200)
    await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible()
  }
})

test.describe('somebody who may only look', () => {
  test.use({ storageState: storageOf('viewer') })

  test('sees no buttons to change, and is refused what is not for them (IDEN-006, IDEN-021)', async ({
    page,
  }) => {
    await page.goto('/services')
    await expect(page.getByRole('link', { name: 'New service' })).toHaveCount(0)
    await page.goto('/today')
    await expect(page.getByRole('link', { name: 'New booking' })).toHaveCount(0)
    const refused = await page.goto('/settings/audit')
    expect(refused?.status()).toBe(403)
    await expect(page.getByRole('main')).toContainText(/role|administrator/i)
    const missing = await page.goto('/no-such-page')
    expect(missing?.status()).toBe(404)
  })
})

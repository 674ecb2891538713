import { alive, expect, test } from './journey.ts'
import { storageOf } from './people.ts'

test.use({ storageState: storageOf('agent') })

test('a client is added; who may be the same person is shown first; the record tells its story', async ({
  page,
  desk,
}) => {
  const slots = await desk.slots({ inDays: 48 })
  const email = `ada.${Date.now()}@example.com`
  const phone = `07400 ${String(Date.now()).slice(-6)}`
  await desk.book({ startsAt: slots[0]!.startsAt, name: 'Ada Petrova', email, phone })
  await page.goto('/clients/new')
  await alive(page)
  await page.getByLabel('Name', { exact: true }).fill('Ada Petrova')
  await page.getByLabel(/E-mail/).fill(email)
  await page.getByRole('button', { name: 'Create client' }).click()
  await expect(page.getByRole('main')).toContainText(/same person|already/i)
  await page
    .getByRole('link', { name: /Ada Petrova/ })
    .first()
    .click()
  await expect(page).toHaveURL(/\/clients\/[0-9a-f-]{36}/)
  await expect(page.getByRole('main')).toContainText('Regular clean')
  await expect(page.getByRole('main')).toContainText(email)
})

test('clients are found by name; the address holds the search; nobody found offers a way on', async ({
  page,
}) => {
  await page.goto('/clients')
  await alive(page)
  await page.getByRole('searchbox').fill('Ada Brooks')
  await expect(page).toHaveURL(/q=Ada/)
  await expect(page.getByRole('row', { name: /Ada Brooks/ })).toBeVisible()
  await page.getByRole('searchbox').fill('Nobody Atall')
  await expect(page.getByRole('main')).toContainText(/No client|Nobody/)
})

test('the palette finds and goes by keyboard', async ({ page }) => {
  await page.goto('/today')
  await alive(page)
  await page.keyboard.press('Control+k')
  const box = page.getByRole('combobox')
  await expect(box).toBeFocused()
  await box.fill('Ada Brooks')
  await expect(page.getByRole('option', { name: /Ada Brooks/ }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/clients\//)
})

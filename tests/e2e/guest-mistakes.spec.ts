import { chooseTime, fillDetails, submit, tokenOf, toServices, toTimes } from './guest-steps.ts'
import { alive, expect, test } from './journey.ts'

test('a wrong postcode is explained beside the field and in the summary, and the focus moves there', async ({
  page,
}) => {
  await page.goto('/book')
  await alive(page)
  await page.getByLabel('Postcode').fill('12345')
  await page.getByRole('button', { name: 'See services' }).click()
  const summary = page.getByRole('alert')
  await expect(summary).toBeFocused()
  await expect(page.getByLabel('Postcode')).toHaveAccessibleDescription(/postcode/i)
  await summary.getByRole('link').click()
  await expect(page.getByLabel('Postcode')).toBeFocused()
  await page.getByLabel('Postcode').fill('n168jr')
  await page.getByRole('button', { name: 'See services' }).click()
  await expect(page.getByRole('main')).toContainText('N16 8JR')
})

test('a postcode where nobody comes is answered with a way out', async ({ page }) => {
  await page.goto('/book')
  await page.getByLabel('Postcode').fill('TR18 4AA')
  await page.getByRole('button', { name: 'See services' }).click()
  await expect(page.getByRole('main')).toContainText(/do not come|not served|know this postcode/i)
})

test('wrong details are named one by one; the right ones stay', async ({ page }) => {
  await toTimes(page)
  await chooseTime(page, 30)
  await alive(page)
  await fillDetails(page, { phone: '07700', email: 'grace@example' })
  await submit(page).click()
  await expect(page.getByRole('alert')).toBeFocused()
  await expect(page.getByRole('alert').getByRole('link')).toHaveCount(2)
  await expect(page.getByLabel('Telephone')).toHaveAccessibleDescription(/UK number such as/)
  await expect(page.getByLabel('E-mail')).toHaveAccessibleDescription(/address such as/)
  await expect(page.getByLabel('Town or city')).toHaveValue('London')
  await fillDetails(page)
  await submit(page).click()
  await expect(page).toHaveURL(/\/pay/)
})

test('a link to a booking that is not there says so, and leads on', async ({ page }) => {
  const forged = `${'A'.repeat(63)}B`
  for (const path of [`/book/c/${forged}/time`, `/track/${forged}`, '/o/no-such-firm/book']) {
    const response = await page.goto(path)
    expect(response?.status(), path).toBe(404)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('link').first()).toBeVisible()
  }
})

test('a step that is opened too early leads back to what is still missing', async ({ page }) => {
  await toServices(page)
  const token = tokenOf(page)
  await page.goto(`/book/c/${token}/pay`)
  await expect(page).toHaveURL(/\/service/)
})

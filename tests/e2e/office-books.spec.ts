import { dayIn, POSTCODE } from './desk.ts'
import { alive, expect, test } from './journey.ts'
import { storageOf } from './people.ts'

test.use({ storageState: storageOf('agent') })

test('the office books for somebody on the telephone: what, where, a free time, who (PLAT-138)', async ({
  page,
}) => {
  await page.goto('/today')
  await alive(page)
  await page.getByRole('link', { name: 'New booking' }).click()
  await page
    .getByLabel('Service')
    .selectOption({ label: 'Ironing' })
    .catch(async () => {
      const ironing = page.getByLabel('Service').locator('option', { hasText: /^Ironing/ })
      await page.getByLabel('Service').selectOption((await ironing.first().getAttribute('value'))!)
    })
  await page.getByLabel('Postcode of the visit').fill(POSTCODE)
  await page.getByLabel(/From which day/).fill(dayIn(47))
  await page.getByRole('button', { name: 'Show free times' }).click()
  await expect(page).toHaveURL(/serviceId=/)
  const times = page.getByRole('group', { name: 'Time' }).getByRole('radio')
  await expect(times.first()).toBeVisible()
  const chosen = times.nth(2)
  const words =
    (await chosen.getAttribute('aria-label')) ??
    (await chosen.evaluate((radio) => radio.parentElement?.title ?? ''))
  await chosen.check({ force: true })
  await page.getByRole('button', { name: 'Book visit' }).click()
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused()

  await page.getByLabel('Name', { exact: true }).fill('Tele Fonseca')
  await page.getByLabel('House number and street').fill('3 Church Street')
  await page.getByLabel('Town').fill('London')
  await page.getByRole('button', { name: 'Book visit' }).click()
  const drawer = page.getByRole('dialog', { name: /Tele Fonseca/ })
  await expect(drawer).toContainText('Confirmed')
  await expect(drawer).toContainText(/by the office/)
  if (words) await expect(drawer).toContainText(/\d\d:\d\d/)
})

test('a figure opens its rows, which add up to it; another period changes both (PLAT-132)', async ({
  page,
}) => {
  await page.goto('/today')
  await alive(page)
  const figure = page.getByRole('region', { name: /Figures/ }).getByRole('link', { name: /^Bookings/ })
  await figure.click()
  await expect(page).toHaveURL(/\/figures\/bookings\?fromDay=/)
  const proof = page.getByText(/^Sum of its/).locator('..')
  const numbers = async () => (await proof.innerText()).replaceAll(',', '').match(/\d+/g)!.map(Number)
  const [week, weekRows, weekSum] = await numbers()
  expect([weekRows, weekSum]).toEqual([week, week])

  await page.getByRole('button', { name: /^Period/ }).click()
  await page.getByRole('button', { name: 'Last 30 days' }).click()
  await expect(page).toHaveURL(new RegExp(`fromDay=${dayIn(-29)}`))
  await expect.poll(async () => (await numbers())[0]).toBeGreaterThan(week!)
  const [month, monthRows, monthSum] = await numbers()
  expect([monthRows, monthSum]).toEqual([month, month])

  const person = page.getByRole('combobox', { name: 'Person' })
  await person.selectOption({ label: 'Anna Kowalska' })
  await expect(page).toHaveURL(/staffId=/)
  await expect.poll(async () => (await numbers())[0]).toBeLessThan(month!)
  await expect(page.getByRole('table')).not.toContainText('Marcus Bello')
})

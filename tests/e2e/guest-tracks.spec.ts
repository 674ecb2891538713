import type { Desk } from './desk.ts'
import { submit } from './guest-steps.ts'
import { alive, expect, test } from './journey.ts'

async function bookedIn(desk: Desk, inDays: number) {
  const slots = await desk.slots({ inDays })
  return desk.book({ startsAt: slots.at(-1)!.startsAt })
}

test('a guest moves the visit by its link, and sees until when that is free', async ({ page, desk }) => {
  const visit = await bookedIn(desk, 32)
  await page.goto(`/track/${visit.token}`)
  await expect(page.getByRole('main')).toContainText(visit.number)
  await expect(page.getByRole('main')).toContainText('Free to change or cancel until')
  await page.getByRole('link', { name: 'Change the time' }).click()
  await alive(page)
  const other = page.locator('label.slot').first()
  const startsAt = (await other.locator('input').getAttribute('value'))!
  await other.click()
  await submit(page).click()
  await expect(page.getByRole('main')).toContainText('Your visit has a new time')
  const now = await desk.get<{ startsAt: string }>(`/public/visits/${visit.token}`)
  expect(now.startsAt).toBe(startsAt)
})

test('a guest cancels, and is told before what comes back', async ({ page, desk }) => {
  const visit = await bookedIn(desk, 34)
  await page.goto(`/track/${visit.token}`)
  await page.getByRole('link', { name: 'Cancel' }).click()
  await expect(page.getByRole('main')).toContainText('Nothing has been paid, so nothing is kept.')
  await page.getByLabel(/tell us why/).fill('Plans changed')
  await page.getByRole('button', { name: 'Cancel the visit' }).click()
  await expect(page.getByRole('main')).toContainText('Your visit is cancelled')
  await expect(page.getByRole('link', { name: 'Book again' })).toBeVisible()
  await page.goto(`/track/${visit.token}/cancel`)
  await expect(page).toHaveURL(new RegExp(`/track/${visit.token}$`))
})

test('a visit that begins soon cannot be cancelled online, and says why and what else to do', async ({
  page,
  desk,
}) => {
  const token = await bookSoon(desk)
  await page.goto(`/track/${token}`)
  await expect(page.getByRole('main')).toContainText('Changes online closed on')
  await expect(page.getByRole('main').getByRole('link', { name: /call/ })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Cancel', exact: true })).toHaveCount(0)
  await page.goto(`/track/${token}/cancel`)
  await expect(page).toHaveURL(new RegExp(`/track/${token}$`))
  const answer = await desk.request.post(`/api/v1/public/visits/${token}/cancel`, { data: {} })
  expect([answer.status(), (await answer.json()).code]).toEqual([409, 'booking.too_late_to_cancel'])
})

/** A visit a few hours from now, as only the office can book it. Returns its link. */
async function bookSoon(desk: Desk): Promise<string> {
  await desk.signIn()
  const { id: serviceId } = await desk.service('Ironing')
  const { items } = await desk.get<{ items: { id: string }[] }>('/staff')
  for (const hours of [3, 5, 7, 9, 11]) {
    const startsAt = new Date(Math.ceil(Date.now() / 900_000) * 900_000 + hours * 3_600_000).toISOString()
    for (const { id: staffId } of items) {
      const address = { line1: '1 Albion Road', city: 'London', postcode: 'N16 8JR' }
      const visit = {
        serviceId,
        staffId,
        startsAt,
        name: 'Late Riser',
        address,
        override: true,
        notify: false,
      }
      const response = await desk.request.post('/api/v1/appointments', { data: visit })
      if (!response.ok()) continue
      const { id } = (await response.json()) as { id: string }
      const { trackingUrl } = await desk.get<{ trackingUrl: string }>(`/appointments/${id}`)
      return trackingUrl.split('/').at(-1)!
    }
  }
  throw new Error('Everybody is busy for the next eleven hours')
}

test('looking a booking up gives the same answer whether it exists or not (BOOK-047)', async ({
  page,
  desk,
}) => {
  const visit = await bookedIn(desk, 36)
  const answers: string[] = []
  for (const number of [visit.number, 'BC-000000']) {
    await page.goto('/my-booking')
    await page.getByLabel('Order number').fill(number)
    await page.getByLabel('E-mail').fill('grace.obi@example.com')
    await page.getByRole('button', { name: 'Send me the link' }).click()
    await expect(page.getByRole('main')).toContainText('the link is on its way')
    answers.push((await page.getByRole('main').innerText()).replaceAll(number, '…'))
  }
  expect(answers[0]).toBe(answers[1])
})

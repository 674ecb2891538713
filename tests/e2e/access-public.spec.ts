import type { Page } from '@playwright/test'
import { chooseTime, fillDetails, submit, tokenOf, toServices } from './guest-steps.ts'
import { axeFaults, expect, test } from './journey.ts'

/** Keeps what axe finds on each page that is looked at. */
function lookingAt(page: Page) {
  const faults: Record<string, string[]> = {}
  const look = async (name: string) => {
    const found = await axeFaults(page)
    if (found.length > 0) faults[name] = found
  }
  return { faults, look }
}

test('axe finds nothing serious on the way through a booking, in light and dark (PLAT-181)', async ({
  page,
  desk,
}) => {
  const { faults, look } = lookingAt(page)
  await page.goto('/book')
  await look('postcode')
  await page.getByLabel('Postcode').fill('12345')
  await page.getByRole('button', { name: 'See services' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await look('postcode, refused')
  await toServices(page)
  await look('services')
  await page.getByRole('link', { name: /^Regular clean/ }).click()
  await page.getByText('Would you like somebody in particular?').click()
  await look('service')
  await page.getByRole('button', { name: 'Choose a time' }).click()
  await expect(page).toHaveURL(/\/time/)
  await look('time')
  await chooseTime(page, 56)
  await look('details')
  await fillDetails(page)
  await submit(page).click()
  await expect(page).toHaveURL(/\/pay/)
  await page.getByRole('radio', { name: /by card/ }).check()
  await look('payment by card')
  const token = tokenOf(page)
  await desk.post(`/public/checkouts/${token}/pay`, { method: 'on_the_day' })
  await page.goto(`/book/c/${token}/done`)
  await look('confirmation')
  expect(faults).toEqual({})
})

test('axe finds nothing serious on the pages of a visit and an account, in light and dark (PLAT-181)', async ({
  page,
  desk,
}) => {
  const { faults, look } = lookingAt(page)
  const [slot] = (await desk.slots({ inDays: 50 })).slice(-3)
  const { token } = await desk.book({ startsAt: slot!.startsAt })
  const visit = ['', '/move', '/cancel'].map((part) => `/track/${token}${part}`)
  for (const path of [
    ...visit,
    '/my-booking',
    '/sign-in',
    '/register',
    '/forgot-password',
    '/no-such-page',
  ]) {
    await page.goto(path)
    await look(path.replace(token, '…'))
  }
  expect(faults).toEqual({})
})

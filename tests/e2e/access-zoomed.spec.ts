import type { Page } from '@playwright/test'
import { chooseTime, fillDetails, submit, toTimes } from './guest-steps.ts'
import { expect, test } from './journey.ts'

/** 200 % zoom of a phone 390 px wide leaves half of the width, and letters of twice the size in it. */
test.use({ viewport: { width: 195, height: 422 }, isMobile: false, hasTouch: false })

async function expectNoSideways(page: Page, where: string): Promise<void> {
  const { wide, room } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    room: document.documentElement.clientWidth,
  }))
  expect(wide, `${where} is wider than the screen`).toBeLessThanOrEqual(room)
}

test('no page of a booking scrolls sideways at 200 % zoom', async ({ page }) => {
  await page.goto('/book')
  await expectNoSideways(page, 'the postcode')
  await toTimes(page)
  await expectNoSideways(page, 'the time')
  await page.goBack()
  await expectNoSideways(page, 'the service')
  await page.goForward()
  await chooseTime(page, 54)
  await expectNoSideways(page, 'the details')
  await fillDetails(page)
  await submit(page).click()
  await expect(page).toHaveURL(/\/pay/)
  await expectNoSideways(page, 'the payment')
  await submit(page).click()
  await expect(page).toHaveURL(/\/done/)
  await expectNoSideways(page, 'the confirmation')
  await page.getByRole('link', { name: 'Change or cancel' }).click()
  await expectNoSideways(page, 'the visit')
  await page.goto('/my-booking')
  await expectNoSideways(page, 'the look-up')
})

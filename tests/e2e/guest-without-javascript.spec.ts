import { dayIn } from './desk.ts'
import {
  cards,
  chooseTime,
  fillCard,
  fillDetails,
  guest,
  submit,
  tokenOf,
  toPayment,
  toTimes,
} from './guest-steps.ts'
import { expect, test } from './journey.ts'

test.use({ javaScriptEnabled: false })

test.describe('a guest with JavaScript switched off', () => {
  test('books and pays by card', async ({ page }) => {
    await toPayment(page, 22)
    await expect(page.getByRole('timer').first()).toContainText(/Held until \d\d:\d\d/)
    await fillCard(page, cards.declined)
    await submit(page).click()
    await expect(page.getByRole('alert')).toContainText('declined')
    // Card numbers never travel back to the page.
    await expect(page.getByLabel('Card number')).toHaveValue('')
    await fillCard(page, cards.good)
    await submit(page).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('You’re booked in, Grace')

    await page.getByRole('link', { name: 'Change or cancel' }).click()
    await page.getByRole('link', { name: 'Cancel' }).click()
    await expect(page.getByRole('main')).toContainText('back in full')
    await page.getByRole('button', { name: 'Cancel the visit' }).click()
    await expect(page.getByRole('main')).toContainText('Your visit is cancelled')
  })

  test('is told what is wrong beside the field and above, and keeps what was right', async ({ page }) => {
    await page.goto('/book')
    await page.getByLabel('Postcode').fill('NOWHERE')
    await page.getByRole('button', { name: 'See services' }).click()
    await expect(page.getByRole('alert')).toContainText('Postcode')
    await expect(page.getByLabel('Postcode')).toHaveValue('NOWHERE')
    await expect(page.getByLabel('Postcode')).toHaveAttribute('aria-invalid', 'true')

    await toTimes(page)
    await chooseTime(page, 24)
    await fillDetails(page, { phone: '12345', email: 'grace@example' })
    await submit(page).click()
    await expect(page.getByRole('alert')).toContainText('Telephone')
    await expect(page.getByRole('alert')).toContainText('E-mail')
    await expect(page.getByLabel('Your name')).toHaveValue(guest.name)
  })

  test('loses the time to somebody else: three others are offered, and nothing is typed twice', async ({
    page,
    desk,
  }) => {
    await toTimes(page)
    const token = tokenOf(page)
    await chooseTime(page, 26)
    await fillDetails(page, { name: 'Ines Duarte' })
    await submit(page).click()
    await expect(page).toHaveURL(/\/pay/)

    await page.goto(`/book/c/${token}/time?from=${dayIn(28)}`)
    const last = page.locator('label.slot').last()
    const startsAt = (await last.locator('input').getAttribute('value'))!
    await last.click()
    for (;;) {
      const left = (await desk.slots({ inDays: 28 })).some((slot) => slot.startsAt === startsAt)
      if (!left) break
      await desk.book({ startsAt })
    }
    await submit(page).click()
    await expect(page.getByRole('alert')).toContainText('has just been taken')
    const others = page.getByRole('group', { name: 'Nearest free times' }).getByRole('radio')
    await expect(others).toHaveCount(3)
    await others.first().check()
    await submit(page).click()
    await expect(page.getByLabel('Your name')).toHaveValue('Ines Duarte')
    await submit(page).click()
    await expect(page).toHaveURL(/\/pay/)
  })
})

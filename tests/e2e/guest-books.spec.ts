import { dayIn } from './desk.ts'
import {
  cards,
  chooseTime,
  fillCard,
  fillDetails,
  guest,
  submit,
  toPayment,
  toServices,
  toTimes,
} from './guest-steps.ts'
import { alive, expect, test } from './journey.ts'

test.describe('a guest books (BOOK, PLAT-137)', () => {
  test('and pays by card, seeing the price and how long the time is held', async ({ page, desk }) => {
    const { price } = await desk.service()
    await toServices(page)
    await page.getByRole('link', { name: /^Regular clean/ }).click()
    await alive(page)
    await page.getByLabel('How many: Inside the oven').selectOption('1')
    await expect(page.getByText('Total').locator('..')).toContainText(`£${price / 100 + 18}`)
    await page.getByRole('button', { name: 'Choose a time' }).click()
    await expect(page).toHaveURL(/\/time/)
    await chooseTime(page, 8)

    await fillDetails(page)
    await expect(page.getByRole('timer').first()).toContainText(/Held for \d+:\d\d/)
    const shown = await page.getByRole('timer').first().innerText()
    await expect(page.getByRole('timer').first()).not.toHaveText(shown)
    await submit(page).click()
    await expect(page).toHaveURL(/\/pay/)
    await alive(page)
    await fillCard(page, cards.good)
    await page.getByRole('button', { name: /^Pay £/ }).click()

    await expect(page.getByRole('heading', { level: 1 })).toHaveText('You’re booked in, Grace')
    await expect(page.getByRole('main')).toContainText('Card ending 4242')
    await expect(page.getByRole('main')).toContainText('with Inside the oven')
    const link = await page.getByRole('link', { name: 'Add to calendar' }).getAttribute('href')
    const file = await (await page.request.get(link!)).text()
    expect(file).toMatch(/^BEGIN:VCALENDAR[\s\S]+SUMMARY:.*clean[\s\S]+END:VCALENDAR/)
    await page.reload()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('booked in')
  })

  test('and pays on the day', async ({ page }) => {
    await toPayment(page, 10)
    await page.getByRole('button', { name: 'Book this visit' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('You’re booked in')
    await page.getByRole('link', { name: 'Change or cancel' }).click()
    await expect(page.getByRole('main')).toContainText('Confirmed')
  })

  test('with a card that is declined, and then with a good one; nothing typed is lost', async ({ page }) => {
    await toPayment(page, 12)
    await alive(page)
    await fillCard(page, cards.declined)
    await page.getByRole('button', { name: /^Pay £/ }).click()
    await expect(page.getByRole('alert')).toContainText('declined')
    await expect(page.getByRole('alert')).toBeFocused()
    await fillCard(page, cards.good)
    await page.getByRole('button', { name: /^Pay £/ }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('You’re booked in')
  })

  test('and approves the payment at the bank', async ({ page }) => {
    await toPayment(page, 14)
    await alive(page)
    await fillCard(page, cards.asks)
    await page.getByRole('button', { name: /^Pay £/ }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Is this payment yours?')
    await page.getByRole('button', { name: 'Yes, pay' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('You’re booked in')
  })

  test('refuses at the bank, and can pay in another way', async ({ page }) => {
    await toPayment(page, 16)
    await alive(page)
    await fillCard(page, cards.asks)
    await page.getByRole('button', { name: /^Pay £/ }).click()
    await page.getByRole('button', { name: 'No, cancel it' }).click()
    await expect(page).toHaveURL(/\/pay/)
    await expect(page.getByRole('main')).toContainText('Your bank did not confirm the payment')
    await page.getByRole('radio', { name: /Pay on the day/ }).check()
    await page.getByRole('button', { name: 'Book this visit' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('You’re booked in')
  })

  test('goes back, forward and reloads: every step keeps what was given', async ({ page }) => {
    await toTimes(page)
    await chooseTime(page, 18)
    await fillDetails(page, { name: 'Wanjiru Kamau' })
    await submit(page).click()
    await expect(page).toHaveURL(/\/pay/)
    await page.goBack()
    await expect(page.getByLabel('Your name')).toHaveValue('Wanjiru Kamau')
    await page.getByRole('link', { name: 'Back to the time' }).click()
    await expect(page.locator('input[name=startsAt]:checked')).toHaveCount(1)
    await page.goBack()
    await page.reload()
    await expect(page.getByLabel('Your name')).toHaveValue('Wanjiru Kamau')
    await expect(page.getByLabel('Telephone')).toHaveValue(/7700/)
    await page.goForward()
    await expect(page).toHaveURL(/\/time/)
  })

  test('sees a time disappear when somebody else takes it', async ({ page, desk }) => {
    const [slot] = (await desk.slots({ inDays: 20 })).slice(-1)
    await toTimes(page)
    await page.goto(`${page.url().replace(/\?.*/, '')}?from=${dayIn(20)}&day=${slot!.startsAt.slice(0, 10)}`)
    const offered = page.locator(`label.slot input[value="${slot!.startsAt}"]`)
    await expect(offered).toHaveCount(1)
    await page.waitForEvent('websocket', { timeout: 5_000 }).catch(() => undefined)
    // Whoever is free at that time: all of them are taken.
    for (;;) {
      const left = (await desk.slots({ inDays: 20 })).some(({ startsAt }) => startsAt === slot!.startsAt)
      if (!left) break
      await desk.book({ startsAt: slot!.startsAt, email: guest.email })
    }
    await expect(offered).toHaveCount(0)
  })
})

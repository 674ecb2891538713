import type { Page } from '@playwright/test'
import { dayIn, POSTCODE } from './desk.ts'
import { guest, tokenOf } from './guest-steps.ts'
import { alive, expect, test } from './journey.ts'

/** Presses Tab until what has the focus has this name; everything on the way must show that it has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    const named = await page.evaluate(() => {
      const focused = document.activeElement as HTMLInputElement | null
      if (focused === document.body || focused?.id === 'main') return ''
      const label = focused?.labels?.[0]?.textContent ?? ''
      return `${focused?.getAttribute('aria-label') ?? ''} ${label} ${focused?.textContent ?? ''}`
    })
    if (name.test(named)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${name}`)
}

test('the whole booking goes by keyboard alone', async ({ page }) => {
  await page.goto('/book')
  await alive(page)
  await page.keyboard.press('Tab')
  await expect(page.locator(':focus')).toHaveText('Go to the content')
  await tabTo(page, /Postcode/)
  await page.keyboard.type(POSTCODE)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/service/)
  await tabTo(page, /Regular clean/)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/service=/)
  await tabTo(page, /Choose a time/)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/time/)

  await page.goto(`/book/c/${tokenOf(page)}/time?from=${dayIn(52)}`)
  await alive(page)
  // One stop for all the times of the page: the arrows move between them.
  await tabTo(page, /\d\d:\d\d/)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/details/)
  await tabTo(page, /Your name/)
  await page.keyboard.type(guest.name)
  for (const [label, text] of [
    [/E-mail/, guest.email],
    [/Telephone/, guest.phone],
    [/House number/, guest.line1],
  ] as const) {
    await tabTo(page, label)
    await page.keyboard.type(text)
  }
  await tabTo(page, /Town or city/)
  await page.keyboard.press('Control+a')
  await page.keyboard.type(guest.city)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/pay/)
  await tabTo(page, /Book this visit/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('You’re booked in')
})

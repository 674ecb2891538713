import { expect, type Page } from '@playwright/test'
import { dayIn, POSTCODE } from './desk.ts'

export const guest = {
  name: 'Grace Obi',
  email: 'grace.obi@example.com',
  phone: '07700 900142',
  line1: '12 Albion Road',
  city: 'London',
}

export const cards = {
  good: '4242 4242 4242 4242',
  declined: '4000 0000 0000 0002',
  asks: '4000 0027 6000 3184',
} as const

/** The one submit button that is shown; phone and desk have their own. */
export const submit = (page: Page) => page.locator('button[type=submit]:visible').last()

export async function toServices(page: Page): Promise<void> {
  await page.goto('/book')
  await page.getByLabel('Postcode').fill(POSTCODE)
  await page.getByRole('button', { name: 'See services' }).click()
  await expect(page).toHaveURL(/\/book\/c\/[\w-]{64}\/service/)
}

export async function toTimes(page: Page, service = 'Regular clean'): Promise<void> {
  await toServices(page)
  await page.getByRole('link', { name: new RegExp(`^${service}`) }).click()
  await page.getByRole('button', { name: 'Choose a time' }).click()
  await expect(page).toHaveURL(/\/time/)
}

/** The token of the unfinished booking in the address. */
export const tokenOf = (page: Page) => /\/book\/c\/([\w-]{64})\//.exec(page.url())![1]!

/** Takes the last time offered on the first free day of a week, far from what others take. */
export async function chooseTime(page: Page, inDays: number): Promise<void> {
  await page.goto(`/book/c/${tokenOf(page)}/time?from=${dayIn(inDays)}`)
  const times = page.locator('label.slot input[name=startsAt]')
  await times.last().check()
  await submit(page).click()
  await expect(page).toHaveURL(/\/details/)
}

export async function fillDetails(page: Page, change: Partial<typeof guest> = {}): Promise<void> {
  const { name, email, phone, line1, city } = { ...guest, ...change }
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Telephone').fill(phone)
  await page.getByLabel('House number and street').fill(line1)
  await page.getByLabel('Town or city').fill(city)
}

export async function toPayment(page: Page, inDays: number, service?: string): Promise<void> {
  await toTimes(page, service)
  await chooseTime(page, inDays)
  await fillDetails(page)
  await submit(page).click()
  await expect(page).toHaveURL(/\/pay/)
}

export async function fillCard(page: Page, number: string): Promise<void> {
  await page.getByRole('radio', { name: /by card/ }).check()
  await page.getByLabel('Card number').fill(number)
  await page.getByLabel('Expiry (MM/YY)').fill('12/39')
  await page.getByLabel('Security code').fill('123')
}

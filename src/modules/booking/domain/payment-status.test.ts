import { expect, test } from 'vitest'
import { paymentStatusOf } from './payment-status.ts'

test.each([
  [{ price: 4500, paid: 0, refunded: 0, onTheDay: true }, 'on_the_day'],
  [{ price: 4500, paid: 0, refunded: 0, onTheDay: false }, 'unpaid'],
  [{ price: 4500, paid: 1000, refunded: 0, onTheDay: true }, 'deposit'],
  [{ price: 4500, paid: 4500, refunded: 0, onTheDay: true }, 'paid'],
  [{ price: 3000, paid: 4500, refunded: 0, onTheDay: false }, 'paid'],
  [{ price: 4500, paid: 4500, refunded: 2250, onTheDay: false }, 'part_refunded'],
  [{ price: 4500, paid: 1000, refunded: 1000, onTheDay: true }, 'refunded'],
])('%j is %s', (facts, status) => {
  expect(paymentStatusOf(facts)).toBe(status)
})

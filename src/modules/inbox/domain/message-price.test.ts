import { expect, test } from 'vitest'
import { messagePrice } from './message-price.ts'

const prices = {
  thousandSmsAmount: 4_000,
  thousandMarketingAmount: 3_820,
  thousandUtilityAmount: 1_590,
  thousandAuthenticationAmount: 0,
}

test.each([
  ['sms', 1, 4],
  ['sms', 3, 12],
  ['authentication', 1, null],
] as const)('a message of the kind %s in %i parts costs %s', (charge, parts, price) => {
  expect(messagePrice(prices, charge, 'SM1', parts)).toBe(price)
})

test('fractions come to the right sum over many messages, and each message keeps its price', () => {
  const refs = Array.from({ length: 10_000 }, (_, i) => `wamid.${i}`)
  const all = refs.map((ref) => messagePrice(prices, 'utility', ref)!)
  expect(new Set(all)).toEqual(new Set([1, 2]))
  // £159.00; four standard deviations are £1.97.
  expect(Math.abs(all.reduce((sum, price) => sum + price, 0) - 15_900)).toBeLessThan(197)
  expect(refs.map((ref) => messagePrice(prices, 'utility', ref))).toEqual(all)
})

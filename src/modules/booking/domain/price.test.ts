import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { priceOf, readChosenExtras, sellExtras, visitMinutes } from './price.ts'

const oven = { id: 'oven', name: 'Oven', price: 1500, minutes: 30, maxQuantity: 2 }
const fridge = { id: 'fridge', name: 'Fridge', price: 1000, minutes: 20, maxQuantity: 1 }
const clean = { name: 'Clean', price: 4500, durationMinutes: 60, deposit: null, extras: [oven, fridge] }
const terms = { vatRate: 2000, currency: 'GBP' }

describe('extras', () => {
  test('are sold as they stand in the catalogue, in its order, and lengthen the visit', () => {
    const decision = sellExtras(clean, [
      { extraId: 'fridge', quantity: 1 },
      { extraId: 'oven', quantity: 1 },
      { extraId: 'oven', quantity: 1 },
    ])
    if (!decision.ok) throw new Error(decision.reason)
    expect(decision.extras.map(({ name, quantity }) => [name, quantity])).toEqual([
      ['Oven', 2],
      ['Fridge', 1],
    ])
    expect(visitMinutes(60, decision.extras)).toBe(140)
  })

  test.each([
    ['unknown', [{ extraId: 'pool', quantity: 1 }], { reason: 'unknown', index: 0 }],
    ['too many', [{ extraId: 'oven', quantity: 3 }], { reason: 'too_many', index: 0, most: 2 }],
    [
      'too many together',
      [
        { extraId: 'fridge', quantity: 1 },
        { extraId: 'fridge', quantity: 1 },
      ],
      { reason: 'too_many', index: 1, most: 1 },
    ],
  ])('%s: refused, naming which', (_, chosen, refusal) => {
    expect(sellExtras(clean, chosen)).toMatchObject({ ok: false, ...refusal })
  })

  test.each([
    ['', []],
    [
      'a:2,b',
      [
        { extraId: 'a', quantity: 2 },
        { extraId: 'b', quantity: 1 },
      ],
    ],
    ['a:0,', [{ extraId: 'a', quantity: 1 }]],
  ])('read from an address: %j', (text, chosen) => {
    expect(readChosenExtras(text)).toEqual(chosen)
  })
})

describe('price', () => {
  test.each([
    ['whole price', null, 4500],
    ['deposit', 1000, 1000],
    ['nothing', 0, 0],
    ['a deposit above the price', 9999, 4500],
  ])('due now: %s', (_, deposit, dueNow) => {
    expect(priceOf({ ...clean, deposit }, [], terms)).toMatchObject({ total: 4500, vat: 750, dueNow })
  })

  test('the lines add up to the total, tax is inside it, and never more is due than the total', () => {
    const amount = fc.integer({ min: 0, max: 10_000_000 })
    const extra = fc.record({
      extraId: fc.uuid(),
      name: fc.string(),
      price: amount,
      minutes: fc.nat(480),
      quantity: fc.integer({ min: 1, max: 20 }),
    })
    fc.assert(
      fc.property(
        amount,
        fc.option(amount),
        fc.array(extra, { maxLength: 20 }),
        fc.integer({ min: 0, max: 5000 }),
        (price, deposit, extras, vatRate) => {
          const result = priceOf({ name: 'x', price, deposit }, extras, { vatRate, currency: 'GBP' })
          expect(result.lines.reduce((sum, line) => sum + line.amount, 0)).toBe(result.total)
          expect(result.vat).toBeLessThanOrEqual(result.total)
          expect(Math.abs(result.vat - (result.total * vatRate) / (10_000 + vatRate))).toBeLessThanOrEqual(
            0.5,
          )
          expect(result.dueNow).toBeLessThanOrEqual(result.total)
          expect(Number.isSafeInteger(result.total)).toBe(true)
        },
      ),
    )
  })
})

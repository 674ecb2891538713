import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shareRefund } from './share-refund.ts'

test('cards give back first, then the others in the order given', () => {
  const payments = [
    { id: 'cash', left: 2000, method: 'cash' },
    { id: 'card', left: 1000, method: 'card' },
    { id: 'none', left: 0, method: 'card' },
  ] as const
  expect(shareRefund(payments, 1500)).toEqual([
    { id: 'card', amount: 1000 },
    { id: 'cash', amount: 500 },
  ])
})

test('the parts add up to the amount, or to everything that is left, and none is more than its payment has', () => {
  const payment = fc.record({
    id: fc.uuid(),
    left: fc.nat(100_000),
    method: fc.constantFrom('card', 'cash', 'bank_transfer') satisfies fc.Arbitrary<
      'card' | 'cash' | 'bank_transfer'
    >,
  })
  fc.assert(
    fc.property(
      fc.uniqueArray(payment, { selector: ({ id }) => id }),
      fc.nat(500_000),
      (payments, amount) => {
        const parts = shareRefund(payments, amount)
        const left = payments.reduce((sum, one) => sum + one.left, 0)
        expect(parts.reduce((sum, part) => sum + part.amount, 0)).toBe(Math.min(amount, left))
        for (const part of parts) {
          expect(part.amount).toBeGreaterThan(0)
          expect(part.amount).toBeLessThanOrEqual(payments.find(({ id }) => id === part.id)!.left)
        }
      },
    ),
  )
})

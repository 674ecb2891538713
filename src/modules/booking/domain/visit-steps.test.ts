import { expect, test } from 'vitest'
import { visitSteps } from './visit-steps.ts'

const facts = { staffName: 'Ewa', refunded: 0, isRefundDue: false }
const states = (steps: ReturnType<typeof visitSteps>) => steps.map(({ title, state }) => `${title} ${state}`)

test.each([
  ['pending', ['Booked done', 'Confirmed next', 'On the way later', 'Under way later', 'Done later']],
  ['on_the_way', ['Booked done', 'Confirmed done', 'On the way done', 'Under way next', 'Done later']],
  ['completed', ['Booked done', 'Confirmed done', 'On the way done', 'Under way done', 'Done done']],
  ['no_show', ['Booked done', 'Missed done']],
  ['cancelled', ['Booked done', 'Cancelled done']],
] as const)('a visit that is %s', (status, expected) => {
  expect(states(visitSteps({ ...facts, status }))).toEqual(expected)
})

test('a cancelled visit shows its refund on the way and arrived', () => {
  const cancelled = { ...facts, status: 'cancelled' as const }
  expect(states(visitSteps({ ...cancelled, isRefundDue: true })).at(-1)).toBe('Refund next')
  expect(states(visitSteps({ ...cancelled, refunded: 1 })).at(-1)).toBe('Refunded done')
})

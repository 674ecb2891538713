import { describe, expect, test } from 'vitest'
import { brandOf, isExpired, isLuhnValid } from './card.ts'
import type { PaymentGateway } from './gateway.ts'
import { createSandboxGateway } from './sandbox-gateway.ts'

/** Every payment service must keep these promises; a real one runs them against its test mode. */
const gateways: [name: string, create: () => PaymentGateway][] = [['sandbox', createSandboxGateway]]

const charge = (gateway: PaymentGateway, number: string, change: object = {}) =>
  gateway.charge({
    idempotencyKey: `key-${number}`,
    amount: 4500,
    currency: 'GBP',
    card: { number, expiry: '12/30', cvc: '123' },
    today: '2026-11-28',
    description: 'Clean, BR-7K3Q2M',
    ...change,
  })

describe.each(gateways)('%s', (_, create) => {
  test.each([
    ['4242 4242 4242 4242', { status: 'succeeded', brand: 'Visa', last4: '4242' }],
    ['4000 0000 0000 0002', { status: 'failed', reason: 'declined' }],
    ['4000 0000 0000 9995', { status: 'failed', reason: 'insufficient_funds' }],
    ['4000 0027 6000 3184', { status: 'needs_action', last4: '3184' }],
    ['4242 4242 4242 4241', { status: 'failed', reason: 'invalid_number' }],
  ])('%s: %j', async (number, outcome) => {
    expect(await charge(create(), number)).toMatchObject(outcome)
  })

  test('a card is good to the end of its month', async () => {
    const card = { number: '4242424242424242', expiry: '11 / 26', cvc: '123' }
    expect(await charge(create(), card.number, { card })).toMatchObject({ status: 'succeeded' })
    const late = { card, today: '2026-12-01', idempotencyKey: 'late' }
    expect(await charge(create(), card.number, late)).toMatchObject({ reason: 'expired_card' })
  })

  test('the same key gets the same answer, after a restart too, and never charges anew', async () => {
    const first = create()
    const answer = await charge(first, '4242 4242 4242 4242', { idempotencyKey: 'one' })
    expect(await charge(first, '4000 0000 0000 0002', { idempotencyKey: 'one' })).toEqual(answer)
    expect(await charge(create(), '4242 4242 4242 4242', { idempotencyKey: 'one' })).toEqual(answer)
    const other = await charge(first, '4242 4242 4242 4242', { idempotencyKey: 'two' })
    expect(other.ref).not.toBe(answer.ref)
  })

  test('the bank’s question can be answered both ways, once', async () => {
    const gateway = create()
    const asked = await charge(gateway, '4000 0027 6000 3184')
    const answer = { ref: asked.ref!, idempotencyKey: 'a' }
    expect(await gateway.confirm({ ...answer, approve: true })).toMatchObject({ status: 'succeeded' })
    expect(await gateway.confirm({ ...answer, approve: false })).toMatchObject({ status: 'succeeded' })
    const refused = await gateway.confirm({ ...answer, idempotencyKey: 'b', approve: false })
    expect(refused).toMatchObject({ status: 'failed', reason: 'not_confirmed' })
  })

  test('a refund gives the same reference for the same key', async () => {
    const request = { idempotencyKey: 'r', ref: 'ch_1', amount: 100, currency: 'GBP' }
    const first = await create().refund(request)
    expect(first).toMatchObject({ status: 'succeeded' })
    expect(await create().refund(request)).toEqual(first)
  })
})

test.each([
  ['4242424242424242', 'Visa', true],
  ['5555 5555 5555 4444', 'Mastercard', true],
  ['378282246310005', 'American Express', true],
  ['6011111111111117', 'Discover', true],
  ['3056930009020004', 'Card', true],
  ['1234567812345678', 'Card', false],
  ['4242', 'Visa', false],
])('%s is a %s, check digit right: %s', (number, brand, valid) => {
  expect(brandOf(number)).toBe(brand)
  expect(isLuhnValid(number)).toBe(valid)
})

test('expiry is read with and without spaces', () => {
  expect(isExpired('10/26', '2026-11-01')).toBe(true)
  expect(isExpired('11 / 26', '2026-11-30')).toBe(false)
})

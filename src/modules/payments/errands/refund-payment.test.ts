import { describe, expect, test } from 'vitest'
import type { Who } from '#platform/context.ts'
import { testWorld } from '#platform/testing/world.ts'
import { newId } from '#values/ids.ts'
import { createSandboxGateway } from '../adapters/sandbox-gateway.ts'
import { recordPayment } from '../commands/record-payment.ts'
import { settlePayment } from '../commands/settle-payment.ts'
import { confirmRefund } from '../commands/settle-refund.ts'
import { startPayment } from '../commands/start-payment.ts'
import { paymentFailed, paymentSucceeded, refundFailed, refundSucceeded } from '../events.ts'
import { getPayment, listPayments, listPaymentsOf, sumPaymentsOf } from '../queries/list-payments.ts'
import { refundAppointment } from './refund-appointment.ts'
import { refundPayment } from './refund-payment.ts'

const gateway = createSandboxGateway()
let isRefusing = false
const paymentGateway: typeof gateway = {
  ...gateway,
  refund: (request) =>
    isRefusing
      ? Promise.resolve({ status: 'failed', reason: 'The account is closed' })
      : gateway.refund(request),
}
const world = await testWorld({ adapters: { paymentGateway } })
const NOTHING = { cursor: undefined, limit: 50 }

async function office() {
  isRefusing = false
  const orgId = await world.newOrg()
  return { orgId, owner: await world.as(orgId, 'owner'), subjectId: newId() }
}
async function paidByCard(who: Who, subjectId: string, amount = 4500): Promise<string> {
  const request = { subjectType: 'appointment', subjectId, amount, currency: 'GBP' } as const
  const paymentId = await world.command(startPayment, request, who)
  const answer = { status: 'succeeded', ref: `ch_${paymentId}`, brand: 'Visa', last4: '4242' } as const
  await world.command(settlePayment, { paymentId, answer, clientId: null }, who)
  return paymentId
}
const paidInCash = (who: Who, subjectId: string, amount: number) =>
  world.command(
    recordPayment,
    { subjectType: 'appointment', subjectId, amount, currency: 'GBP', clientId: null, method: 'cash' },
    who,
  )
const cancelled = (orgId: string, appointmentId: string, refund: number) => ({
  id: newId(),
  orgId,
  name: 'booking.appointment_cancelled',
  occurredAt: '2026-11-28T08:00:00.000Z',
  actor: 'Guest',
  payload: { appointmentId, refund, number: 'BR-7K3Q2M' } as Parameters<
    typeof refundAppointment
  >[1]['payload'],
})

describe('taking payments', () => {
  test('a settled payment is settled once, whatever is answered later', async () => {
    const { orgId, owner, subjectId } = await office()
    const paymentId = await paidByCard(owner, subjectId)
    const late = { status: 'failed', reason: 'declined', ref: null, brand: null, last4: null } as const
    const settled = await world.command(settlePayment, { paymentId, answer: late, clientId: null }, owner)
    expect(settled).toBe(false)
    expect(await world.events(orgId, paymentSucceeded)).toHaveLength(1)
    expect(await world.events(orgId, paymentFailed)).toHaveLength(0)
    expect(await world.query(sumPaymentsOf, subjectId, owner)).toEqual({ paid: 4500, refunded: 0 })
  })

  test('lists page by page without gaps or doubles, by filter, and only one’s own organisation’s', async () => {
    const { owner, subjectId } = await office()
    for (let amount = 1; amount <= 5; amount++) await paidInCash(owner, subjectId, amount)
    await paidByCard(owner, newId())
    const seen: number[] = []
    let cursor: string | undefined
    do {
      const page = await world.query(listPayments, { subjectId, cursor, limit: 2 }, owner)
      expect(page.total).toBe(5)
      seen.push(...page.items.map(({ amount }) => amount))
      cursor = page.nextCursor
    } while (cursor)
    expect(seen).toEqual([5, 4, 3, 2, 1])
    const cards = await world.query(listPayments, { ...NOTHING, method: 'card' as const }, owner)
    expect(cards.items).toMatchObject([{ cardLast4: '4242', status: 'succeeded' }])
    const stranger = (await office()).owner
    expect(await world.query(listPayments, NOTHING, stranger)).toMatchObject({ total: 0 })
    const [{ id } = { id: '' }] = cards.items
    await expect(world.query(getPayment, { paymentId: id }, stranger)).rejects.toMatchObject({
      code: 'payments.payment_not_found',
    })
    await expect(world.query(listPayments, { ...NOTHING, cursor: 'x' }, owner)).rejects.toMatchObject({
      code: 'input.invalid',
    })
  })
})

describe('refunding', () => {
  const refund = (who: Who, paymentId: string, amount?: number) =>
    world.errand(refundPayment, { paymentId, amount, reason: 'Not happy' }, who)

  test('in parts, never more than is left', async () => {
    const { orgId, owner, subjectId } = await office()
    const paymentId = await paidByCard(owner, subjectId)
    expect(await refund(owner, paymentId, 1500)).toMatchObject({ refunded: 1500 })
    await expect(refund(owner, paymentId, 3001)).rejects.toMatchObject({
      code: 'payments.refund_too_large',
      details: { left: 3000 },
    })
    expect(await refund(owner, paymentId)).toMatchObject({ refunded: 4500 })
    await expect(refund(owner, paymentId)).rejects.toMatchObject({ code: 'payments.refund_too_large' })
    expect(await world.events(orgId, refundSucceeded)).toMatchObject([{ refund: 1500 }, { refund: 3000 }])
  })

  test('ten at once give back the whole sum once', async () => {
    const { owner, subjectId } = await office()
    const paymentId = await paidByCard(owner, subjectId)
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => refund(owner, paymentId, 1000)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(4)
    expect(await world.query(sumPaymentsOf, subjectId, owner)).toEqual({ paid: 4500, refunded: 4000 })
  })

  test('what the payment service refuses is noted, told, and can be tried again', async () => {
    const { orgId, owner, subjectId } = await office()
    const paymentId = await paidByCard(owner, subjectId)
    isRefusing = true
    await expect(refund(owner, paymentId)).rejects.toMatchObject({ code: 'payments.refund_failed' })
    expect(await world.events(orgId, refundFailed)).toMatchObject([{ reason: 'The account is closed' }])
    isRefusing = false
    expect(await refund(owner, paymentId)).toMatchObject({ refunded: 4500 })
  })

  test('needs the permission, and a payment that succeeded', async () => {
    const { orgId, owner, subjectId } = await office()
    const paymentId = await paidByCard(owner, subjectId)
    const agent = await world.as(orgId, 'agent')
    await expect(refund(agent, paymentId)).rejects.toMatchObject({ code: 'auth.forbidden' })
    const request = { subjectType: 'appointment', subjectId, amount: 1, currency: 'GBP' } as const
    const open = await world.command(startPayment, request, owner)
    await expect(refund(owner, open)).rejects.toMatchObject({ code: 'payments.not_refundable' })
  })
})

describe('after a cancellation', () => {
  test('cards flow back at once; cash waits until somebody says that it was handed over', async () => {
    const { orgId, owner, subjectId } = await office()
    await paidInCash(owner, subjectId, 3000)
    await paidByCard(owner, subjectId, 1500)
    const event = cancelled(orgId, subjectId, 4000)
    const who = world.system(orgId)
    await world.errand(refundAppointment, event, who)
    await world.errand(refundAppointment, event, who)
    const [cash, card] = await world.query(listPaymentsOf, subjectId, owner)
    expect(card).toMatchObject({ method: 'card', refunded: 1500 })
    expect(cash).toMatchObject({ refunded: 0, refunds: [{ amount: 2500, status: 'pending' }] })
    const refundId = cash!.refunds[0]!.id
    const handed = await world.command(confirmRefund, { refundId, note: 'Ewa, on Monday' }, owner)
    expect(handed).toMatchObject({ refunded: 2500, refunds: [{ status: 'succeeded' }] })
    await expect(world.command(confirmRefund, { refundId }, owner)).rejects.toMatchObject({
      code: 'payments.refund_not_found',
    })
  })

  test('nothing promised, nothing given back', async () => {
    const { orgId, owner, subjectId } = await office()
    await paidByCard(owner, subjectId)
    await world.errand(refundAppointment, cancelled(orgId, subjectId, 0), world.system(orgId))
    expect(await world.query(sumPaymentsOf, subjectId, owner)).toEqual({ paid: 4500, refunded: 0 })
  })
})

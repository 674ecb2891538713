import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AppointmentStatus } from '../contract/appointments.ts'
import { decideCancellation, decideReschedule, noticeDeadline, refundFor } from './cancellation.ts'

const policy = { cancelNoticeHours: 24, lateRefund: 'half' } as const
const facts = {
  status: 'confirmed' as AppointmentStatus,
  startsAt: '2026-11-30T10:00:00.000Z',
  policy,
  now: '2026-11-29T10:00:00.000Z',
  override: false,
  paid: 4501,
  refunded: 0,
}

test('the deadline is real hours before the start, over a clock change too', () => {
  expect(noticeDeadline('2026-10-25T10:00:00.000Z', policy)).toBe('2026-10-24T10:00:00.000Z')
  expect(noticeDeadline('2027-03-28T09:00:00.000Z', policy)).toBe('2027-03-27T09:00:00.000Z')
})

describe('cancelling (BOOK-087)', () => {
  test('to the millisecond of the deadline everything comes back', () => {
    expect(decideCancellation(facts)).toEqual({ ok: true, isLate: false, refund: 4501, fee: 0 })
  })

  test('later it is refused with the deadline; overridden, the policy decides on the refund', () => {
    const late = { ...facts, now: '2026-11-29T10:00:00.001Z' }
    expect(decideCancellation(late)).toEqual({ ok: false, reason: 'too_late', deadline: facts.now })
    const overridden = decideCancellation({ ...late, override: true })
    expect(overridden).toEqual({ ok: true, isLate: true, refund: 2251, fee: 2250 })
  })

  test.each(['hold', 'in_progress', 'completed', 'no_show', 'cancelled', 'expired'] as const)(
    'a visit that is %s cannot be cancelled, not even overridden',
    (status) => {
      expect(decideCancellation({ ...facts, status, override: true })).toMatchObject({
        reason: 'not_cancellable',
      })
      expect(decideReschedule({ ...facts, status, override: true })).toMatchObject({
        reason: 'not_reschedulable',
      })
    },
  )

  test('refund and fee share what is still there: never negative, never more than was paid', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000_000),
        fc.nat(10_000_000),
        fc.constantFrom('none', 'half', 'full') satisfies fc.Arbitrary<'none' | 'half' | 'full'>,
        fc.boolean(),
        (paid, back, lateRefund, isLate) => {
          const refunded = Math.min(paid, back)
          const now = isLate ? '2026-11-30T09:00:00.000Z' : '2026-11-01T09:00:00.000Z'
          const decision = decideCancellation({
            ...facts,
            paid,
            refunded,
            now,
            override: true,
            policy: { cancelNoticeHours: 24, lateRefund },
          })
          if (!decision.ok) throw new Error(decision.reason)
          expect(decision.refund).toBeGreaterThanOrEqual(0)
          expect(decision.refund + decision.fee).toBe(paid - refunded)
          if (!isLate) expect(decision.fee).toBe(0)
        },
      ),
    )
  })

  test.each([
    [4500, 0, 'half', 2250],
    [4501, 0, 'half', 2251],
    [4500, 2000, 'half', 250],
    [4500, 4000, 'half', 0],
    [4500, 0, 'none', 0],
  ] as const)('of %i paid, %i given back, %s: %i', (paid, refunded, rule, refund) => {
    expect(refundFor(paid, refunded, rule)).toBe(refund)
  })
})

test('moving obeys the same deadline', () => {
  expect(decideReschedule(facts)).toEqual({ ok: true })
  const late = { ...facts, now: '2026-11-29T10:00:00.001Z' }
  expect(decideReschedule(late)).toEqual({ ok: false, reason: 'too_late', deadline: facts.now })
  expect(decideReschedule({ ...late, override: true })).toEqual({ ok: true })
})

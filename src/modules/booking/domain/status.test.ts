import { expect, test } from 'vitest'
import { AppointmentStatus } from '../contract/appointments.ts'
import { listed, mayBecome, nextStatuses, occupying, statusWords } from './status.ts'

test('every step can be taken back, so that a slip of the finger is never final', () => {
  for (const from of AppointmentStatus.options) {
    for (const to of nextStatuses(from)) {
      const back = mayBecome(to, from) || nextStatuses(to).some((middle) => mayBecome(middle, from))
      expect(back, `${from} → ${to}`).toBe(true)
    }
  }
})

test.each(['hold', 'expired', 'cancelled'] as const)('nobody sets or leaves %s by hand', (status) => {
  expect(nextStatuses(status)).toEqual([])
  for (const from of AppointmentStatus.options) expect(mayBecome(from, status)).toBe(false)
})

test('lists show everything but unfinished bookings, and every state has words', () => {
  expect([...listed, 'hold', 'expired'].sort()).toEqual([...AppointmentStatus.options].sort())
  expect(new Set(AppointmentStatus.options.map(statusWords)).size).toBe(AppointmentStatus.options.length)
  expect(occupying).not.toContain('no_show')
})

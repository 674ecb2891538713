import { expect, test } from 'vitest'
import { isWanted } from './outgoing-events.ts'

test.each([
  [['*'], 'booking.appointment_booked', true],
  [['booking.appointment_booked'], 'booking.appointment_booked', true],
  [['booking.appointment_booked'], 'booking.appointment_moved', false],
  [[], 'booking.appointment_moved', false],
] as const)('%j wants %s: %s', (choice, name, wanted) => expect(isWanted(choice, name)).toBe(wanted))

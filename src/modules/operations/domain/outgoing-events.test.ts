import { expect, test } from 'vitest'
import { isWanted, leavesTheHouse } from './outgoing-events.ts'

test.each([
  [
    'an ordinary event',
    { name: 'a.b', summary: 'A visit was booked.', fields: ['appointmentId', 'price'] },
    true,
  ],
  ['a mail with a secret link', { name: 'a.b', summary: 'A mail is wanted', fields: ['to', 'url'] }, false],
  [
    'an event marked as inside',
    { name: 'a.b', summary: 'Invited (kept inside: secret)', fields: ['to'] },
    false,
  ],
  ['a one-time code', { name: 'a.b', summary: 'Sent', fields: ['code'] }, false],
  ['no fields at all', { name: 'a.b', summary: 'Done', fields: [] }, true],
] as const)('%s', (_case, event, leaves) => expect(leavesTheHouse(event)).toBe(leaves))

test.each([
  [['*'], 'booking.appointment_booked', true],
  [['booking.appointment_booked'], 'booking.appointment_booked', true],
  [['booking.appointment_booked'], 'booking.appointment_moved', false],
  [[], 'booking.appointment_moved', false],
] as const)('%j wants %s: %s', (choice, name, wanted) => expect(isWanted(choice, name)).toBe(wanted))

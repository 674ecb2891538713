import { describe, expect, test } from 'vitest'
import { clashWords } from './clash-words.ts'
import { dayWords } from './day-words.ts'
import { pictureUrl } from './picture-url.ts'

const facts = { isUsuallyOpen: true, noticeMinutes: 120, horizonDays: 60 }

describe('why a day has no free time', () => {
  test.each([
    ['holiday', { ...facts, holiday: 'Christmas Day' }, 'We are closed: Christmas Day'],
    ['holiday', facts, 'We are closed on this day'],
    ['closed', { ...facts, isUsuallyOpen: false }, 'We don’t work on Sundays'],
    ['closed', facts, 'We are closed on this day'],
    ['past', facts, 'No more times on this day'],
    ['notice', facts, 'We need 2 hours’ notice'],
    ['notice', { ...facts, noticeMinutes: 60 }, 'We need an hour’s notice'],
    ['notice', { ...facts, noticeMinutes: 1440 }, 'We need a day’s notice'],
    ['notice', { ...facts, noticeMinutes: 2880 }, 'We need 2 days’ notice'],
    ['notice', { ...facts, noticeMinutes: 90 }, 'We need 90 minutes’ notice'],
    ['beyond_horizon', facts, 'You can book up to 60 days ahead'],
    ['full', facts, 'Fully booked'],
  ] as const)('%s %j', (reason, known, words) => {
    expect(dayWords(reason, '2026-11-29', known)).toBe(words)
  })
})

test.each([
  ['busy', 'Ewa is at Tanaka, N19 from 10:00 to 11:30'],
  ['buffer', 'Needs 90 min between this visit and Tanaka, N19'],
  ['travel', 'The way between this visit and Tanaka, N19 takes until 11:30, 90 min in all'],
  ['outside_hours', 'Ewa does not work from 10:00 to 11:30'],
] as const)('why a visit does not fit: %s', (kind, words) => {
  const clash = { kind, from: '2026-11-30T10:00:00.000Z', to: '2026-11-30T11:30:00.000Z' }
  const other = { customer: 'Tanaka', postcode: 'N19 3RD' }
  expect(clashWords(clash, { staffName: 'Ewa', zone: 'Europe/London', other })).toBe(words)
})

test('a picture’s address names the organisation and the key', () => {
  expect(pictureUrl('bright', 'a.webp')).toBe('/api/v1/public/bright/pictures/a.webp')
  expect(pictureUrl('bright', null)).toBeNull()
})

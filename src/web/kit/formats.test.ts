import { describe, expect, test } from 'vitest'
import { initials } from './avatar.tsx'
import { addDays, dayRanges, todayIn } from './day-ranges.ts'
import { formatMoney } from './money.tsx'
import { formatRelative, formatWhen } from './when.tsx'

describe('money', () => {
  test.each([
    [7150, 'GBP', {}, '£71.50'],
    [-1400, 'GBP', {}, '−£14.00'],
    [1400, 'GBP', { sign: true }, '+£14.00'],
    [0, 'GBP', { sign: true }, '£0.00'],
    [186_400, 'GBP', { whole: true }, '£1,864'],
    [186_450, 'GBP', { whole: true }, '£1,864.50'],
    [1200, 'JPY', {}, 'JP¥1,200'],
    [1234, 'KWD', {}, 'KWD 1.234'],
  ] as const)('%i %s is %s', (minor, currency, options, words) => {
    expect(formatMoney(minor, currency, options).replace(/\u00a0/g, ' ')).toBe(words)
  })
})

describe('times', () => {
  const now = Date.parse('2026-11-26T14:02:07.000Z')

  test.each([
    ['2026-11-26T14:02:00.000Z', 'just now'],
    ['2026-11-26T14:02:30.000Z', 'in a moment'],
    ['2026-11-26T13:50:00.000Z', '12 min ago'],
    ['2026-11-26T16:00:07.000Z', 'in 1 h 58 min'],
    ['2026-11-26T12:02:07.000Z', '2 h ago'],
    ['2026-11-25T14:02:07.000Z', '1 day ago'],
    ['2026-11-29T14:02:07.000Z', 'in 3 days'],
  ])('%s reads "%s"', (at, words) => {
    expect(formatRelative(at, now, 'Europe/London')).toBe(words)
  })

  test('an instant is shown in the organisation’s zone, over a change of clocks too', () => {
    expect(formatWhen('2026-10-25T00:30:00.000Z', 'time', 'Europe/London')).toBe('01:30')
    expect(formatWhen('2026-10-25T01:30:00.000Z', 'time', 'Europe/London')).toBe('01:30')
    expect(formatWhen('2026-11-26T00:00:00.000Z', 'time', 'Europe/London')).toBe('00:00')
    expect(formatWhen('2026-11-26T20:30:00.000Z', 'day', 'Asia/Kolkata')).toBe('Friday 27 November')
  })
})

describe('ranges of days', () => {
  const thursday = Date.parse('2026-11-26T23:30:00.000Z')
  const range = (zone: string, label: string, weekStartsOn: 1 | 7 = 1) =>
    dayRanges(zone, weekStartsOn, thursday).find((one) => one.label === label)

  test('today is the organisation’s day, not the server’s', () => {
    expect(todayIn('Europe/London', thursday)).toBe('2026-11-26')
    expect(todayIn('Europe/Warsaw', thursday)).toBe('2026-11-27')
  })

  test('weeks begin on the day the organisation chose', () => {
    expect(range('Europe/London', 'This week')).toMatchObject({ from: '2026-11-23', to: '2026-11-29' })
    expect(range('Europe/London', 'This week', 7)).toMatchObject({ from: '2026-11-22', to: '2026-11-28' })
  })

  test('a month ends on its last day', () => {
    expect(range('Europe/London', 'This month')).toMatchObject({ from: '2026-11-01', to: '2026-11-30' })
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  })
})

test('initials are the first letters of the first and last word', () => {
  expect(initials('Anna Maria Kowalska')).toBe('AK')
  expect(initials('  Zoë ')).toBe('Z')
  expect(initials('')).toBe('')
})

import { describe, expect, test } from 'vitest'
import {
  afterOpenMs,
  isOpenAt,
  Opening,
  openMinutes,
  openMsBetween,
  type Schedule,
  WallTime,
  WeeklyHours,
} from './business-hours.ts'

const HOUR = 3_600_000
const nine = [{ from: '09:00', to: '17:00' }]
const office: Schedule = {
  zone: 'Europe/London',
  weekly: { monday: nine, tuesday: nine, wednesday: nine, thursday: nine, friday: nine },
}
const ms = (text: string) => Date.parse(text)

describe('contracts', () => {
  test('take clock times; 24:00 only closes', () => {
    expect(WallTime.safeParse('09:30').success).toBe(true)
    for (const bad of ['9:30', '24:00', '12:60', '', '09:30:00'])
      expect(WallTime.safeParse(bad).success).toBe(false)
    expect(Opening.safeParse({ from: '18:00', to: '24:00' }).success).toBe(true)
    expect(Opening.safeParse({ from: '24:00', to: '01:00' }).success).toBe(false)
  })

  test('days that are not named are closed', () => {
    expect(WeeklyHours.parse({ monday: nine })).toMatchObject({ monday: nine, sunday: [] })
  })

  test('name the day and the fix', () => {
    const issue = WeeklyHours.safeParse({ friday: [{ from: '9', to: '17:00' }] }).error!.issues[0]!
    expect(issue.path).toEqual(['friday', 0, 'from'])
    expect(issue.message).toBe('Use a time such as 09:30.')
  })
})

describe('opening times (IDEN-032)', () => {
  test('are wall-clock times in the schedule’s zone', () => {
    expect(isOpenAt(office, ms('2026-11-23T09:00:00Z'))).toBe(true)
    expect(isOpenAt(office, ms('2026-11-23T17:00:00Z'))).toBe(false)
    expect(isOpenAt(office, ms('2026-07-06T08:00:00Z'))).toBe(true)
    expect(isOpenAt(office, ms('2026-11-22T12:00:00Z'))).toBe(false)
  })

  test('join over midnight and over the week’s end', () => {
    const always: Schedule = {
      zone: 'Europe/London',
      weekly: Object.fromEntries(
        ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [
          day,
          [{ from: '00:00', to: '24:00' }],
        ]),
      ),
    }
    const from = ms('2026-10-20T00:00:00Z') / 60_000
    expect(openMinutes(always, from, from + 20 * 1440)).toHaveLength(2)
  })

  test('an override that runs overnight reaches into the next day', () => {
    const party: Schedule = {
      ...office,
      overrides: [{ day: '2026-11-28', hours: [{ from: '20:00', to: '03:00' }] }],
    }
    expect(openMsBetween(party, ms('2026-11-28T00:00:00Z'), ms('2026-11-30T00:00:00Z'))).toBe(7 * HOUR)
    expect(isOpenAt(party, ms('2026-11-29T02:59:00Z'))).toBe(true)
  })

  test('a day with a clock change has 23 or 25 hours', () => {
    const sunday: Schedule = { zone: 'Europe/London', weekly: { sunday: [{ from: '00:00', to: '24:00' }] } }
    const open = (from: string, to: string) => openMsBetween(sunday, ms(from), ms(to)) / HOUR
    expect(open('2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z')).toBe(23)
    expect(open('2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z')).toBe(25)
  })
})

describe('promises in business hours', () => {
  test('count only open time, to the millisecond', () => {
    const friday = ms('2026-11-27T16:30:00Z')
    expect(openMsBetween(office, friday, ms('2026-11-30T09:15:00.500Z'))).toBe(45 * 60_000 + 500)
    expect(openMsBetween(office, friday, friday - 1)).toBe(0)
  })

  test('fall due in the next opening', () => {
    const due = (from: string, hours: number) =>
      new Date(afterOpenMs(office, ms(from), hours * HOUR)!).toISOString()
    expect(due('2026-11-27T16:30:00Z', 1)).toBe('2026-11-30T09:30:00.000Z')
    expect(due('2026-11-28T10:00:00Z', 8)).toBe('2026-11-30T17:00:00.000Z')
    expect(due('2026-11-23T10:00:00Z', 200)).toBe('2026-12-28T10:00:00.000Z')
  })

  test('never fall due when nobody is ever there', () => {
    expect(afterOpenMs({ zone: 'UTC', weekly: {} }, 0, HOUR)).toBeUndefined()
  })
})

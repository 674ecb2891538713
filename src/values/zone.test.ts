import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  dayOf,
  epochDay,
  instantOfWall,
  isValidZone,
  localDay,
  localParts,
  offsetMinutesAt,
  startOfDay,
  weekdayIndex,
  Zone,
} from './zone.ts'

const zones = [
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Africa/Casablanca',
  'Africa/Cairo',
  'America/Havana',
  'UTC',
]
const anyZone = fc.constantFrom(...zones)
const anyMs = fc.integer({ min: Date.UTC(1975, 0), max: Date.UTC(2060, 0) })

describe('agrees with Temporal', () => {
  test('on what clocks show at any instant', () => {
    fc.assert(
      fc.property(anyZone, anyMs, (zone, ms) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)
        expect(localParts(zone, ms)).toEqual({
          day: zoned.toPlainDate().toString(),
          time: zoned.toPlainTime().toString().slice(0, 5),
          hour: zoned.hour,
          minute: zoned.minute,
          second: zoned.second,
          weekday: zoned.dayOfWeek - 1,
          offsetMinutes: zoned.offsetNanoseconds / 60e9,
        })
      }),
      { numRuns: 500 },
    )
  })

  test('on the instant of any wall time, in gaps and overlaps too', () => {
    const changes = [
      '2026-03-29',
      '2026-10-25',
      '2026-03-08',
      '2026-11-01',
      '2026-04-05',
      '2026-10-04',
      '2026-04-24',
      '2026-10-30',
      '2011-12-30',
      '2011-12-31',
    ]
    const day = fc.oneof(
      fc.constantFrom(...changes),
      anyMs.map((ms) => new Date(ms).toISOString().slice(0, 10)),
    )
    const time = fc.nat(1439).map((m) => new Date(m * 60_000).toISOString().slice(11, 16))
    fc.assert(
      fc.property(anyZone, day, time, (zone, on, at) => {
        const expected = Temporal.PlainDateTime.from(`${on}T${at}`).toZonedDateTime(zone)
        expect(Date.parse(instantOfWall(zone, on, at))).toBe(expected.epochMilliseconds)
        const first = Temporal.PlainDate.from(on).toZonedDateTime(zone)
        expect(Date.parse(startOfDay(zone, on))).toBe(first.epochMilliseconds)
      }),
      { numRuns: 800 },
    )
  })
})

describe('known cases', () => {
  test('half hours, quarter hours and the half-hour change of Lord Howe', () => {
    expect(offsetMinutesAt('Asia/Kathmandu', '2026-06-01T00:00:00Z')).toBe(345)
    expect(offsetMinutesAt('Australia/Lord_Howe', '2026-06-01T00:00:00Z')).toBe(630)
    expect(offsetMinutesAt('Australia/Lord_Howe', '2026-12-01T00:00:00Z')).toBe(660)
  })

  test('a skipped wall time moves forward by the gap', () => {
    expect(instantOfWall('Europe/London', '2026-03-29', '01:30')).toBe('2026-03-29T01:30:00.000Z')
    expect(instantOfWall('Australia/Lord_Howe', '2026-10-04', '02:15')).toBe('2026-10-03T15:45:00.000Z')
  })

  test('a repeated wall time means its first instance', () => {
    expect(instantOfWall('Europe/London', '2026-10-25', '01:30')).toBe('2026-10-25T00:30:00.000Z')
  })

  test('24:00 is the start of the next day', () => {
    expect(instantOfWall('Europe/London', '2026-10-25', '24:00')).toBe('2026-10-26T00:00:00.000Z')
  })

  test('Apia had no 30 December 2011', () => {
    expect(startOfDay('Pacific/Apia', '2011-12-30')).toBe(startOfDay('Pacific/Apia', '2011-12-31'))
    expect(localDay('Pacific/Apia', '2011-12-30T09:59:59Z')).toBe('2011-12-29')
    expect(localDay('Pacific/Apia', '2011-12-30T10:00:00Z')).toBe('2011-12-31')
  })

  test('far apart years do not disturb each other', () => {
    expect(offsetMinutesAt('Europe/London', '2190-07-01T00:00:00Z')).toBe(60)
    expect(offsetMinutesAt('Europe/London', '1990-01-01T00:00:00Z')).toBe(0)
    expect(offsetMinutesAt('Europe/London', '2026-07-01T00:00:00Z')).toBe(60)
  })
})

describe('days', () => {
  test('count from 1970 and back', () => {
    expect(epochDay('1970-01-02')).toBe(1)
    expect(dayOf(epochDay('2028-02-29'))).toBe('2028-02-29')
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
    expect(weekdayIndex(epochDay('2026-11-23'))).toBe(0)
    expect(weekdayIndex(epochDay('1969-12-28'))).toBe(6)
  })
})

describe('zones from outside', () => {
  test('are IANA names in any case', () => {
    expect(Zone.parse(' europe/london ')).toBe('Europe/London')
    expect(isValidZone('America/Argentina/Buenos_Aires')).toBe(true)
  })

  test.each(['', 'Mars/Olympus', '+01:00', 'Europe/London; drop'])('and not %s', (text) => {
    expect(isValidZone(text)).toBe(false)
    expect(Zone.safeParse(text).error?.issues[0]?.message).toContain('Europe/London')
  })
})

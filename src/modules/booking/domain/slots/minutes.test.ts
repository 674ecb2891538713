import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isoOfMinute, minuteCeil, minuteFloor } from './minutes.ts'

const MINUTE = 60_000

// A subclass of String anywhere in the process is what production has (ioredis); the readers must not mind.
class Text extends String {}
expect(String(new Text('x'))).toBe('x')

const expectAs = (text: string, at: number) => {
  expect([text, minuteFloor(text)]).toEqual([text, Math.floor(at / MINUTE)])
  expect([text, minuteCeil(text)]).toEqual([text, Math.ceil(at / MINUTE) + 0])
}

const instant = fc.integer({ min: Date.parse('1900-01-01'), max: Date.parse('2199-12-31') })

describe('an instant is read as Date.parse reads it', () => {
  test('whatever the day, the second and the millisecond', () => {
    fc.assert(fc.property(instant, (at) => expectAs(new Date(at).toISOString(), at)))
  })

  test('also in years that need a sign, and in those no diary reaches', () => {
    const wide = fc.integer({ min: Date.parse('-000300-01-01'), max: Date.parse('9999-12-31') })
    fc.assert(fc.property(wide, (at) => expectAs(new Date(at).toISOString(), at)))
  })

  test('with an offset, without seconds, with a comma or a space: as Temporal reads it', () => {
    const pad = (part: number) => String(part).padStart(2, '0')
    const offset = fc.integer({ min: -14 * 60, max: 14 * 60 })
    fc.assert(
      fc.property(instant, offset, (at, minutes) => {
        const local = new Date(at + minutes * MINUTE).toISOString().slice(0, -1)
        const size = Math.abs(minutes)
        const zone = `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`
        expectAs(local + zone, at)
        expectAs(local.replace('T', ' ') + zone, at)
        const utc = new Date(at).toISOString()
        expectAs(utc.replace('.', ','), at)
        expectAs(utc.toLowerCase(), at)
        expectAs(`${utc.slice(0, 16)}Z`, at - (at % MINUTE) - (at % MINUTE < 0 ? MINUTE : 0))
        expectAs(`${utc.slice(0, -1)}000000Z`, at)
      }),
    )
  })

  test('a whole minute is read back as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3_000_000, max: 100_000_000 }), (minute) => {
        expect(minuteFloor(isoOfMinute(minute))).toBe(minute)
        expect(minuteCeil(isoOfMinute(minute))).toBe(minute)
      }),
    )
  })

  test('one wrong character anywhere is refused or means what Temporal says, never something else', () => {
    const good = '2026-11-28T09:30:00.000Z'
    minuteFloor(good)
    const others = fc.constantFrom(...'0123456789-+:.,TtZz xX/\u0000', '\u0130', '٣', '０', 'ǰ')
    fc.assert(
      fc.property(fc.nat(good.length - 1), others, (index, character) => {
        const text = good.slice(0, index) + character + good.slice(index + 1)
        let wanted: number | undefined
        try {
          wanted = Temporal.Instant.from(text).epochMilliseconds
        } catch {
          expect(() => minuteFloor(text)).toThrow(RangeError)
          expect(() => minuteCeil(text)).toThrow(RangeError)
        }
        if (wanted !== undefined) expectAs(text, wanted)
      }),
      { numRuns: 2_000 },
    )
  })

  test.each([
    '2026-02-30T09:00:00.000Z',
    '2026-13-01T09:00:00.000Z',
    '2026-11-28T24:00:00.000Z',
    '2026-11-28T09:60:00.000Z',
    '2026-11-28T09:30:61.000Z',
    '2026-11-28 09:30:00.000',
    '',
  ])('%s is no instant', (text) => {
    expect(() => minuteFloor(text)).toThrow(RangeError)
    expect(() => minuteCeil(text)).toThrow(RangeError)
  })

  test('a leap second belongs to the minute it ends', () => {
    expect(minuteFloor('2016-12-31T23:59:60.000Z')).toBe(minuteFloor('2016-12-31T23:59:59.000Z'))
  })
})

import { describe, expect, test } from 'vitest'
import { gridMinutes } from './plan.ts'
import { findSlots, isFree, nearest, type SlotPerson, type SlotSearch } from './slots.ts'

const nine = [{ from: '09:00', to: '17:00' }]

function person(changes: Partial<SlotPerson> = {}): SlotPerson {
  const weekly = { monday: nine, tuesday: nine, wednesday: nine, thursday: nine, friday: nine }
  return { id: 'ada', zone: 'Europe/London', weekly, busy: [], ...changes }
}

/** Monday 23 November 2026 in London, hours 09:00–17:00, visits of an hour on the hour. */
function search(changes: Partial<SlotSearch> = {}): SlotSearch {
  return {
    window: { from: '2026-11-23', to: '2026-11-24' },
    now: '2026-11-20T12:00:00.000Z',
    durationMinutes: 60,
    intervalMinutes: 60,
    noticeMinutes: 0,
    horizonDays: 60,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    gridZone: 'Europe/London',
    people: [person()],
    mode: 'any',
    ...changes,
  }
}

const times = (input: SlotSearch) => findSlots(input).map((slot) => slot.startsAt.slice(11, 16))
const at = (time: string) => `2026-11-23T${time}:00.000Z`
const busy = (from: string, to: string) => ({ startsAt: at(from), endsAt: at(to) })

describe('hours', () => {
  test('a start is offered until the visit just fits before closing', () => {
    expect(times(search())).toEqual(['09:00', '10:00', '11:00', '12:00', '13:00', '14:00', '15:00', '16:00'])
  })

  test('hours that overlap or touch are one stretch', () => {
    const monday = [
      { from: '13:00', to: '15:00' },
      { from: '09:00', to: '11:00' },
      { from: '10:30', to: '13:00' },
    ]
    expect(times(search({ durationMinutes: 360, people: [person({ weekly: { monday } })] }))).toEqual([
      '09:00',
    ])
  })

  test('an end at or before its start runs into the next local day', () => {
    const people = [person({ weekly: { sunday: [{ from: '22:00', to: '02:00' }] } })]
    expect(times(search({ people }))).toEqual(['00:00', '01:00'])
    expect(times(search({ people, window: { from: '2026-11-22', to: '2026-11-24' } }))).toEqual([
      '22:00',
      '23:00',
      '00:00',
      '01:00',
    ])
  })

  test('a visit may start before the window ends and run past it', () => {
    const people = [person({ weekly: { monday: [{ from: '23:00', to: '24:00' }], tuesday: nine } })]
    expect(times(search({ people }))).toEqual(['23:00'])
    const late = [person({ weekly: { monday: [{ from: '23:30', to: '01:30' }] } })]
    expect(times(search({ people: late, intervalMinutes: 30 }))).toEqual(['23:30'])
  })

  test('an override replaces the day, an empty one closes it, the last one for a day counts', () => {
    const on = (...hours: { from: string; to: string }[]) => ({ day: '2026-11-23', hours })
    const short = on({ from: '12:00', to: '14:00' })
    expect(times(search({ people: [person({ overrides: [short] })] }))).toEqual(['12:00', '13:00'])
    expect(times(search({ people: [person({ overrides: [on()] })] }))).toEqual([])
    expect(times(search({ people: [person({ overrides: [on(), short] })] }))).toEqual(['12:00', '13:00'])
  })
})

describe('clock changes', () => {
  const around = (day: string, next: string, changes: Partial<SlotPerson>, more: Partial<SlotSearch> = {}) =>
    search({
      window: { from: day, to: next },
      now: `${day.slice(0, 4)}-01-01T00:00:00.000Z`,
      horizonDays: 400,
      people: [person(changes)],
      ...more,
    })

  test('00:00–24:00 has 25 hours on the autumn day and 23 on the spring day', () => {
    const weekly = { sunday: [{ from: '00:00', to: '24:00' }] }
    expect(times(around('2026-10-25', '2026-10-26', { weekly }))).toHaveLength(25)
    expect(times(around('2026-03-29', '2026-03-30', { weekly }))).toHaveLength(23)
  })

  test('an opening inside the spring gap moves forward by the gap', () => {
    const weekly = { sunday: [{ from: '01:00', to: '01:30' }] }
    const input = around('2026-03-29', '2026-03-30', { weekly }, { durationMinutes: 30, intervalMinutes: 30 })
    expect(findSlots(input).map((slot) => slot.startsAt)).toEqual(['2026-03-29T01:00:00.000Z'])
  })

  test('in the autumn overlap a window runs from the first instance of its start to the first of its end', () => {
    const quarter = { durationMinutes: 30, intervalMinutes: 30 }
    const short = around(
      '2026-10-25',
      '2026-10-26',
      { weekly: { sunday: [{ from: '01:00', to: '01:30' }] } },
      quarter,
    )
    expect(times(short)).toEqual(['00:00'])
    const long = around(
      '2026-10-25',
      '2026-10-26',
      { weekly: { sunday: [{ from: '01:30', to: '02:30' }] } },
      quarter,
    )
    expect(times(long)).toEqual(['00:30', '01:00', '01:30', '02:00'])
  })

  test('a date that the zone never had has no hours (Apia, 30 December 2011)', () => {
    const friday = around(
      '2011-12-30',
      '2011-12-31',
      { zone: 'Pacific/Apia', weekly: { friday: nine } },
      { gridZone: 'Pacific/Apia' },
    )
    expect(findSlots({ ...friday, window: { from: '2011-12-29', to: '2012-01-02' } })).toEqual([])
  })

  test('starts after a half-hour change keep their rhythm and can still be booked (Lord Howe)', () => {
    const people = [
      person({ zone: 'Australia/Lord_Howe', weekly: { sunday: [{ from: '00:00', to: '06:00' }] } }),
    ]
    const input = around('2026-10-04', '2026-10-05', {}, { gridZone: 'Australia/Lord_Howe', people })
    const slots = findSlots(input)
    expect(slots.map((slot) => slot.startsAt.slice(11, 16))).toEqual(
      ['13:30', '14:30', '15:30', '16:30', '17:30'].slice(0, slots.length),
    )
    expect(slots).toHaveLength(5)
    for (const slot of slots) expect(isFree(input, people[0]!, slot.startsAt)).toBe(true)
  })
})

describe('the grid', () => {
  test.each([
    [60, 60],
    [120, 60],
    [90, 30],
    [40, 20],
    [45, 15],
    [50, 10],
    [25, 5],
    [7, 1],
  ])('an interval of %i minutes is aligned to %i', (interval, grid) => {
    expect(gridMinutes(interval)).toBe(grid)
  })

  test('the first start of a stretch is rounded up to the grid, later ones follow every interval', () => {
    const people = [person({ busy: [busy('08:00', '09:50')] })]
    expect(times(search({ intervalMinutes: 90, people }))).toEqual([
      '10:00',
      '11:30',
      '13:00',
      '14:30',
      '16:00',
    ])
  })

  test('the hour is the hour in the grid’s zone (Kathmandu, +05:45)', () => {
    const input = search({ gridZone: 'Asia/Kathmandu', window: { from: at('09:00'), to: at('12:00') } })
    expect(times(input)).toEqual(['09:15', '10:15', '11:15'])
  })
})

describe('now, notice, horizon, window', () => {
  test('no start sooner than now plus notice, rounded up to the grid', () => {
    const soon = { now: at('10:20'), noticeMinutes: 90, intervalMinutes: 30 }
    expect(times(search(soon))[0]).toBe('12:00')
    expect(times(search({ ...soon, now: at('10:30') }))[0]).toBe('12:00')
    expect(times(search({ ...soon, now: '2026-11-23T10:30:00.001Z' }))[0]).toBe('12:30')
  })

  test('no start later than the horizon', () => {
    expect(times(search({ now: at('10:00').replace('23', '22'), horizonDays: 1 }))).toEqual([
      '09:00',
      '10:00',
    ])
  })

  test('the window bounds starts without shifting them', () => {
    const window = { from: at('09:20'), to: at('13:30') }
    expect(times(search({ window, intervalMinutes: 90 }))).toEqual(['10:30', '12:00'])
  })

  test('limit keeps the earliest', () => {
    expect(times(search({ limit: 2 }))).toEqual(['09:00', '10:00'])
    expect(times(search({ limit: 2, people: [person(), person({ id: 'bob' })] }))).toEqual(['09:00', '10:00'])
  })

  test('a duration or interval below one minute is a bug of the caller', () => {
    expect(() => findSlots(search({ durationMinutes: 0 }))).toThrow(RangeError)
    expect(() => findSlots(search({ intervalMinutes: -5 }))).toThrow(RangeError)
  })
})

describe('busy time', () => {
  test('blocks may come unsorted, overlapping and nested', () => {
    const blocks = [
      busy('13:00', '14:00'),
      busy('10:00', '12:00'),
      busy('10:30', '11:00'),
      busy('11:30', '12:30'),
    ]
    expect(times(search({ people: [person({ busy: blocks })] }))).toEqual([
      '09:00',
      '14:00',
      '15:00',
      '16:00',
    ])
  })

  test('visits may touch; ends with seconds are rounded outwards', () => {
    const touching = [person({ busy: [busy('10:00', '11:00')] })]
    expect(times(search({ people: touching })).slice(0, 2)).toEqual(['09:00', '11:00'])
    const late = [
      person({ busy: [{ startsAt: '2026-11-23T10:00:00Z', endsAt: '2026-11-23T11:00:00.001Z' }] }),
    ]
    expect(times(search({ people: late })).slice(0, 2)).toEqual(['09:00', '12:00'])
  })

  test('the visit’s buffer after it widens a block’s start, its buffer before it the end', () => {
    const people = [person({ busy: [busy('12:00', '13:00')] })]
    const near = { people, intervalMinutes: 5, window: { from: at('10:30'), to: at('13:30') } }
    const after = times(search({ ...near, bufferAfterMinutes: 10 }))
    expect(after).toContain('10:50')
    expect(after).not.toContain('10:55')
    expect(after).toContain('13:00')
    const before = times(search({ ...near, bufferBeforeMinutes: 10 }))
    expect(before).toContain('11:00')
    expect(before).not.toContain('13:05')
    expect(before).toContain('13:10')
  })

  test('travel to and from the neighbours is added to the buffers', () => {
    const block = { ...busy('12:00', '13:00'), travelBeforeMinutes: 20, travelAfterMinutes: 5 }
    const input = search({
      people: [person({ busy: [block] })],
      intervalMinutes: 5,
      bufferBeforeMinutes: 10,
      bufferAfterMinutes: 10,
    })
    const found = times(input)
    expect(found).toContain('10:30')
    expect(found).not.toContain('10:35')
    expect(found).not.toContain('13:10')
    expect(found).toContain('13:15')
  })

  test('instants may be offsets, short forms, milliseconds or flat pairs', () => {
    const forms = [
      [{ startsAt: '2026-11-23T11:00:00+01:00', endsAt: '2026-11-23T12:30:00+0130' }],
      [{ startsAt: '2026-11-23T10:00Z', endsAt: '2026-11-23T110000.00000Z' }],
      [{ startsAt: Date.parse(at('10:00')), endsAt: Date.parse(at('11:00')) }],
      Float64Array.of(Date.parse(at('10:00')), Date.parse(at('11:00'))),
    ]
    for (const form of forms) {
      expect(times(search({ people: [person({ busy: form })] })).slice(0, 2)).toEqual(['09:00', '11:00'])
    }
  })

  test.each(['rubbish', '2026-02-30T10:00:00.000Z', '2026-11-23T24:61:00.000Z', '2026-11-23T1x:00:00.000Z'])(
    'text that is no instant is refused, never skipped: %s',
    (startsAt) => {
      const people = [person({ busy: [{ startsAt, endsAt: at('18:00') }] })]
      expect(() => findSlots(search({ people }))).toThrow(RangeError)
    },
  )
})

describe('several people', () => {
  const ada = person({ busy: [busy('09:00', '12:00')] })
  const bob = person({ id: 'bob', busy: [busy('11:00', '16:00')] })

  test('any: each start names everybody who can take it whole', () => {
    const slots = findSlots(search({ people: [ada, bob] }))
    expect(slots.map((slot) => `${slot.startsAt.slice(11, 13)} ${slot.personIds}`)).toEqual([
      '09 bob',
      '10 bob',
      '12 ada',
      '13 ada',
      '14 ada',
      '15 ada',
      '16 ada,bob',
    ])
  })

  test('any: somebody who is free is named even when the start comes from another’s rhythm', () => {
    const early = person({ id: 'eve', weekly: { monday: [{ from: '09:30', to: '11:00' }] } })
    const slots = findSlots(search({ people: [person(), early], intervalMinutes: 90, limit: 2 }))
    expect(slots.map((slot) => slot.personIds)).toEqual([['ada'], ['ada', 'eve']])
  })

  test('all: only when everybody is free', () => {
    expect(times(search({ people: [ada, bob], mode: 'all' }))).toEqual(['16:00'])
  })

  test('nobody to ask means no slots', () => {
    expect(findSlots(search({ people: [] }))).toEqual([])
  })

  test('more than 32 people are all named', () => {
    const people = Array.from({ length: 70 }, (_, i) => person({ id: `p${i}` }))
    expect(findSlots(search({ people, limit: 1 }))[0]!.personIds).toHaveLength(70)
  })
})

describe('at booking time', () => {
  test('isFree refuses starts off the grid, too soon, too late, outside hours or taken', () => {
    const ada = person({ busy: [busy('12:00', '13:00')] })
    const rules = search({ noticeMinutes: 60, horizonDays: 5 })
    expect(isFree(rules, ada, at('09:00'))).toBe(true)
    expect(isFree(rules, ada, at('09:30'))).toBe(false)
    expect(isFree({ ...rules, intervalMinutes: 1 }, ada, at('09:31'))).toBe(true)
    expect(isFree(rules, ada, '2026-11-23T09:00:30.000Z')).toBe(false)
    expect(isFree({ ...rules, now: at('08:30') }, ada, at('09:00'))).toBe(false)
    expect(isFree({ ...rules, horizonDays: 1 }, ada, at('09:00'))).toBe(false)
    expect(isFree(rules, ada, at('17:00'))).toBe(false)
    expect(isFree(rules, ada, at('12:00'))).toBe(false)
  })

  test('nearest gives the closest three in order of time, the earlier one on a tie', () => {
    const slots = findSlots(search())
    const hours = (wanted: string, count?: number) =>
      nearest(slots, at(wanted), count).map((slot) => slot.startsAt.slice(11, 13))
    expect(hours('12:10')).toEqual(['11', '12', '13'])
    expect(hours('12:30', 1)).toEqual(['12'])
    expect(hours('08:00')).toEqual(['09', '10', '11'])
    expect(nearest([], at('08:00'))).toEqual([])
  })
})

import { describe, expect, test } from 'vitest'
import { explainClash, explainDay } from './explain.ts'
import type { SlotPerson, SlotSearch } from './slots.ts'

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

const at = (time: string) => `2026-11-23T${time}:00.000Z`
const busy = (from: string, to: string) => ({ startsAt: at(from), endsAt: at(to) })

describe('why a day is empty', () => {
  const day = '2026-11-23'
  const closedDay = { overrides: [{ day, hours: [] }] }
  test.each<[string, Partial<SlotSearch>, string | undefined]>([
    ['has slots', {}, undefined],
    ['no hours', { people: [person({ weekly: { tuesday: nine } })] }, 'closed'],
    ['nobody', { people: [] }, 'closed'],
    ['hours shorter than the visit', { durationMinutes: 600 }, 'closed'],
    ['closed by an override', { people: [person(closedDay)] }, 'holiday'],
    ['an override on a day off', { people: [person({ ...closedDay, weekly: {} })] }, 'closed'],
    ['one of two away', { people: [person(closedDay), person({ id: 'bob' })] }, undefined],
    ['one of two who go together away', { mode: 'all', people: [person(closedDay), person()] }, 'holiday'],
    ['yesterday', { now: '2026-11-24T00:00:00.000Z' }, 'past'],
    ['today after the last start', { now: at('16:30') }, 'past'],
    ['too soon', { now: at('08:00'), noticeMinutes: 1440 }, 'notice'],
    ['too far', { horizonDays: 1 }, 'beyond_horizon'],
    ['the horizon ends that morning', { now: '2026-11-22T08:30:00.000Z', horizonDays: 1 }, 'beyond_horizon'],
    ['taken', { people: [person({ busy: [busy('08:00', '17:00')] })] }, 'full'],
    [
      'taken, and the rest is over',
      { now: at('12:00'), people: [person({ busy: [busy('12:30', '17:00')] })] },
      'past',
    ],
  ])('%s', (_, changes, reason) => {
    expect(explainDay(search(changes), day)).toBe(reason)
  })
})

describe('why a visit does not fit where it is dropped', () => {
  const rules = { durationMinutes: 60, bufferBeforeMinutes: 10, bufferAfterMinutes: 10 }
  const ada = person({
    busy: [{ ...busy('12:00', '13:00'), ref: 'visit-1', travelBeforeMinutes: 20, travelAfterMinutes: 15 }],
  })

  test('nothing speaks against a free time', () => {
    expect(explainClash(rules, ada, at('10:30'))).toEqual([])
    expect(explainClash(rules, ada, at('13:25'))).toEqual([])
  })

  test('another visit, by its reference', () => {
    expect(explainClash(rules, ada, at('11:30'))).toEqual([
      { kind: 'busy', from: at('12:00'), to: at('13:00'), ref: 'visit-1' },
    ])
  })

  test('too little time for the buffer, or for the road', () => {
    expect(explainClash(rules, ada, at('13:05'))).toEqual([
      { kind: 'buffer', from: at('13:00'), to: at('13:25'), ref: 'visit-1' },
    ])
    expect(explainClash(rules, ada, at('13:10'))[0]).toMatchObject({ kind: 'travel', to: at('13:25') })
    expect(explainClash(rules, ada, at('10:45'))[0]).toMatchObject({ kind: 'travel', from: at('11:30') })
  })

  test('the part of the visit outside hours', () => {
    expect(explainClash(rules, ada, at('16:30'))).toEqual([
      { kind: 'outside_hours', from: at('17:00'), to: at('17:30') },
    ])
    expect(explainClash(rules, ada, at('20:00'))).toEqual([
      { kind: 'outside_hours', from: at('20:00'), to: at('21:00') },
    ])
  })

  test('several reasons at once', () => {
    const busyLate = person({ busy: Float64Array.of(Date.parse(at('17:00')), Date.parse(at('18:00'))) })
    expect(explainClash(rules, busyLate, at('16:30')).map((clash) => clash.kind)).toEqual([
      'outside_hours',
      'busy',
    ])
  })
})

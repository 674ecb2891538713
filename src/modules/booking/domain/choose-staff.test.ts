import { expect, test } from 'vitest'
import { loadOn, rankStaff } from './choose-staff.ts'

test('the shorter way wins, then the emptier day, then the organisation’s order', () => {
  const people = [
    { id: 'far', travelMinutes: 30, minutesThatDay: 0, position: 1 },
    { id: 'busy', travelMinutes: 10, minutesThatDay: 300, position: 2 },
    { id: 'second', travelMinutes: 10, minutesThatDay: 60, position: 4 },
    { id: 'first', travelMinutes: 10, minutesThatDay: 60, position: 3 },
  ]
  expect(rankStaff(people).map(({ id }) => id)).toEqual(['first', 'second', 'busy', 'far'])
})

test('a day’s load is the ways to both neighbours and the minutes of that local day', () => {
  const block = (from: string, to: string, way: number) => ({
    startsAt: Date.parse(from),
    endsAt: Date.parse(to),
    travelBeforeMinutes: way,
    travelAfterMinutes: way,
  })
  const blocks = [
    block('2026-11-29T10:00:00Z', '2026-11-29T12:00:00Z', 99),
    block('2026-11-30T08:00:00Z', '2026-11-30T09:00:00Z', 99),
    block('2026-11-30T09:00:00Z', '2026-11-30T09:30:00Z', 20),
    block('2026-11-30T13:00:00Z', '2026-11-30T14:00:00Z', 7),
    block('2026-11-30T15:00:00Z', '2026-11-30T16:00:00Z', 99),
  ]
  const visit = { startsAt: '2026-11-30T11:00:00.000Z', endsAt: '2026-11-30T12:00:00.000Z' }
  expect(loadOn(blocks, visit, 'Europe/London')).toEqual({ travelMinutes: 27, minutesThatDay: 210 })
  expect(loadOn([], visit, 'Europe/London')).toEqual({ travelMinutes: 0, minutesThatDay: 0 })
})

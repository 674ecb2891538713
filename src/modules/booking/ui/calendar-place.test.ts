import { expect, test } from 'vitest'
import { boxOf, gapsIn, HOUR_PX, hoursOf, instantAt, lanesOf, lengthText, spanOf } from './calendar-place.ts'

const at = (time: string) => `2026-11-30T${time}:00.000Z`
const ms = (time: string) => Date.parse(at(time))
const day = { from: at('00:00'), to: '2026-12-01T00:00:00.000Z' }
const visit = (id: string, from: string, to: string) => ({ id, startsAt: at(from), endsAt: at(to) })

test('a day shows 08:00 to 18:00, or the whole hours that hold everything, never more than itself', () => {
  expect(spanOf(day, [])).toEqual({ from: ms('08:00'), to: ms('18:00') })
  expect(spanOf(day, [{ from: at('06:45'), to: at('19:10') }])).toEqual({
    from: ms('06:00'),
    to: ms('20:00'),
  })
  const overnight = { from: '2026-11-29T22:00:00.000Z', to: at('06:00') }
  expect(spanOf(day, [overnight]).from).toBe(ms('00:00'))
})

test('the day on which the clocks go back has 25 hours, each as high as the others', () => {
  const long = { from: '2026-10-24T23:00:00.000Z', to: '2026-10-26T00:00:00.000Z' }
  const span = spanOf(long, [long])
  expect(hoursOf(span)).toHaveLength(26)
  expect(boxOf(span, span.from, span.to)).toEqual({ top: 0, height: 25 * HOUR_PX })
})

test('a place on the board is a quarter of an hour', () => {
  const span = { from: ms('08:00'), to: ms('18:00') }
  expect(instantAt(span, 0)).toBe(ms('08:00'))
  expect(instantAt(span, HOUR_PX * 1.6)).toBe(ms('09:30'))
  expect(instantAt(span, HOUR_PX * 1.65)).toBe(ms('09:45'))
})

test('time off is what lies between working hours', () => {
  const span = { from: ms('08:00'), to: ms('18:00') }
  const working = [
    { from: at('07:00'), to: at('12:00') },
    { from: at('13:00'), to: at('17:00') },
  ]
  expect(gapsIn(span, working)).toEqual([
    { from: ms('12:00'), to: ms('13:00') },
    { from: ms('17:00'), to: ms('18:00') },
  ])
  expect(gapsIn(span, [])).toEqual([span])
})

test('visits at the same time stand side by side; those after them have the full width again', () => {
  const lanes = lanesOf([
    visit('c', '11:00', '12:00'),
    visit('a', '09:00', '11:00'),
    visit('b', '10:00', '11:30'),
    visit('d', '12:00', '13:00'),
  ])
  expect(Object.fromEntries(lanes)).toEqual({
    a: { lane: 0, of: 2 },
    b: { lane: 1, of: 2 },
    c: { lane: 0, of: 2 },
    d: { lane: 0, of: 1 },
  })
})

test('lengths in words', () => {
  expect([30, 420, 510, 545].map((minutes) => lengthText(minutes * 60_000))).toEqual([
    '30 min',
    '7 h',
    '8 h 30',
    '9 h 05',
  ])
})

import { describe, expect, test } from 'vitest'
import { WeeklyHours } from '#values/business-hours.ts'
import {
  isOvernight,
  openingFaults,
  openingMinutes,
  sortedOpenings,
  weeklyFaults,
  weeklyMinutes,
} from './openings.ts'

const opening = (text: string) => {
  const [from, to] = text.split('-') as [string, string]
  return { from, to }
}

describe('openings of a day', () => {
  test.each([
    ['09:00-17:00', 480, false],
    ['22:00-06:00', 480, true],
    ['00:00-24:00', 1440, false],
    ['18:00-24:00', 360, false],
    ['18:00-00:00', 360, true],
  ])('%s is %i minutes, overnight: %s', (text, minutes, overnight) => {
    expect(openingMinutes(opening(text))).toBe(minutes)
    expect(isOvernight(opening(text))).toBe(overnight)
  })

  test.each([
    [['09:00-12:00', '13:00-17:00'], []],
    [['09:00-12:00', '12:00-17:00'], []],
    [['09:00-13:00', '12:00-17:00'], ['hours.1.from']],
    [['22:00-06:00', '23:00-24:00'], ['hours.1.from']],
    [['09:00-09:00'], ['hours.0.to']],
  ])('%j has the faults %j', (texts, paths) => {
    expect(openingFaults(texts.map(opening), ['hours']).map(({ path }) => path.join('.'))).toEqual(paths)
  })

  test('a week names the day of the fault, and adds up', () => {
    const weekly = WeeklyHours.parse({
      monday: ['09:00-12:30', '13:00-17:00'].map(opening),
      friday: ['10:00-10:00'].map(opening),
    })
    expect(weeklyFaults(weekly)[0]?.path).toEqual(['weekly', 'friday', 0, 'to'])
    expect(weeklyMinutes({ ...weekly, friday: [] })).toBe(450)
  })

  test('openings are kept in the order of the day', () => {
    expect(sortedOpenings(['13:00-17:00', '09:00-12:00'].map(opening)).map(({ from }) => from)).toEqual([
      '09:00',
      '13:00',
    ])
  })
})

import { describe, expect, test } from 'vitest'
import { bankHolidaysOf } from './bank-holidays.ts'

// https://www.gov.uk/bank-holidays (England and Wales), and its earlier years.
const published: [year: number, days: string[]][] = [
  [2020, ['01-01', '04-10', '04-13', '05-08', '05-25', '08-31', '12-25', '12-28']],
  [2021, ['01-01', '04-02', '04-05', '05-03', '05-31', '08-30', '12-27', '12-28']],
  [2022, ['01-03', '04-15', '04-18', '05-02', '06-02', '06-03', '08-29', '09-19', '12-26', '12-27']],
  [2023, ['01-02', '04-07', '04-10', '05-01', '05-08', '05-29', '08-28', '12-25', '12-26']],
  [2024, ['01-01', '03-29', '04-01', '05-06', '05-27', '08-26', '12-25', '12-26']],
  [2025, ['01-01', '04-18', '04-21', '05-05', '05-26', '08-25', '12-25', '12-26']],
  [2026, ['01-01', '04-03', '04-06', '05-04', '05-25', '08-31', '12-25', '12-28']],
  [2027, ['01-01', '03-26', '03-29', '05-03', '05-31', '08-30', '12-27', '12-28']],
]

describe('bank holidays of England and Wales', () => {
  test.each(published)('%i is as published', (year, days) => {
    expect(bankHolidaysOf(year).map(({ day }) => day)).toEqual(days.map((day) => `${year}-${day}`))
  })

  test('a substitute says what it stands for', () => {
    expect(bankHolidaysOf(2022).find(({ day }) => day === '2022-12-27')?.name).toBe(
      'Christmas Day (substitute day)',
    )
    expect(bankHolidaysOf(2026).at(-1)).toEqual({ day: '2026-12-28', name: 'Boxing Day (substitute day)' })
  })

  test.each([
    [2038, '2038-04-23', '2038-04-26'],
    [2076, '2076-04-17', '2076-04-20'],
    [2100, '2100-03-26', '2100-03-29'],
  ])('Easter falls early and late: %i', (year, friday, monday) => {
    const days = bankHolidaysOf(year)
    expect(days.find(({ name }) => name === 'Good Friday')?.day).toBe(friday)
    expect(days.find(({ name }) => name === 'Easter Monday')?.day).toBe(monday)
  })

  test('every year to 2100 has at least eight different working days, in order', () => {
    for (let year = 2020; year <= 2100; year++) {
      const days = bankHolidaysOf(year).map(({ day }) => day)
      expect(new Set(days).size).toBe(days.length)
      expect(days.length).toBeGreaterThanOrEqual(8)
      expect([...days].sort()).toEqual(days)
      for (const day of days) expect(new Date(day).getUTCDay() % 6).not.toBe(0)
    }
  })
})

import { addDays, dayOf, epochDay, weekdayIndex } from '#values/zone.ts'

export interface BankHoliday {
  /** `2026-12-28` */
  day: string
  /** `Boxing Day (substitute day)` */
  name: string
}

/** Days moved or added by proclamation; https://www.gov.uk/bank-holidays has the list. */
const proclaimed: Record<number, { moved?: Record<string, string>; added?: BankHoliday[] }> = {
  2020: { moved: { 'Early May bank holiday': '2020-05-08' } },
  2022: {
    moved: { 'Spring bank holiday': '2022-06-02' },
    added: [
      { day: '2022-06-03', name: 'Platinum Jubilee bank holiday' },
      { day: '2022-09-19', name: 'Bank Holiday for the State Funeral of Queen Elizabeth II' },
    ],
  },
  2023: { added: [{ day: '2023-05-08', name: 'Bank holiday for the coronation of King Charles III' }] },
}

/**
 * The bank holidays of England and Wales in a year, in order (Banking and Financial Dealings Act 1971, and the
 * proclamations since 2020). A holiday at the weekend is replaced by the next working day that is none itself.
 */
export function bankHolidaysOf(year: number): BankHoliday[] {
  const easter = easterSunday(year)
  const { moved = {}, added = [] } = proclaimed[year] ?? {}
  const ruled: BankHoliday[] = [
    substituted(`${year}-01-01`, 'New Year’s Day', []),
    { day: addDays(easter, -2), name: 'Good Friday' },
    { day: addDays(easter, 1), name: 'Easter Monday' },
    { day: mondayFrom(`${year}-05-01`), name: 'Early May bank holiday' },
    { day: mondayFrom(`${year}-05-25`), name: 'Spring bank holiday' },
    { day: mondayFrom(`${year}-08-25`), name: 'Summer bank holiday' },
    ...christmas(year),
  ]
  return [...ruled.map((one) => ({ ...one, day: moved[one.name] ?? one.day })), ...added].sort((a, b) =>
    a.day.localeCompare(b.day),
  )
}

/** Boxing Day keeps its place when it is a working day, so a Sunday's Christmas is made up for after it. */
function christmas(year: number): BankHoliday[] {
  const boxing = `${year}-12-26`
  const first = substituted(`${year}-12-25`, 'Christmas Day', isWeekend(boxing) ? [] : [boxing])
  return [first, substituted(boxing, 'Boxing Day', [first.day])]
}

function substituted(day: string, name: string, taken: string[]): BankHoliday {
  if (!isWeekend(day)) return { day, name }
  let instead = day
  while (isWeekend(instead) || taken.includes(instead)) instead = addDays(instead, 1)
  return { day: instead, name: `${name} (substitute day)` }
}

function isWeekend(day: string): boolean {
  return weekdayIndex(epochDay(day)) >= 5
}

/** The first Monday on or after a day. */
function mondayFrom(day: string): string {
  return addDays(day, (7 - weekdayIndex(epochDay(day))) % 7)
}

/** Easter Sunday of the Gregorian calendar: Meeus/Jones/Butcher, Nature 14 (1876), p. 487. */
function easterSunday(year: number): string {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  return dayOf(epochDay(`${year}-03-22`) + h + l - 7 * m)
}

import { type Opening, weekdays } from '#values/business-hours.ts'
import type { FormValues } from '#web/form.ts'
import { rowsOf, textOf } from './catalogue-forms.ts'

/** The openings of a form's rows (`hours[0].from`). A row left empty is none; midnight as an end is 24:00. */
export function openingsOf(values: FormValues, name: string): Opening[] {
  return rowsOf(values, name)
    .map((row) => ({ from: textOf(row, 'from'), to: textOf(row, 'to') }))
    .filter(({ from, to }) => from !== '' || to !== '')
    .map(({ from, to }) => ({ from, to: to === '00:00' ? '24:00' : to }))
}

/** The whole week of a form (`weekly.monday[0].from`). */
export function weeklyOf(values: FormValues): Record<string, Opening[]> {
  const weekly = values.weekly
  const days = typeof weekly === 'object' && !Array.isArray(weekly) ? weekly : {}
  return Object.fromEntries(weekdays.map((day) => [day, openingsOf(days, day)]))
}

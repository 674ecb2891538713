import type { LabelColour } from '../contract/rules.ts'

/** The priorities for a choice, from the most to the least pressing. */
export const priorityOptions = [
  { value: 'urgent', label: 'Urgent' },
  { value: 'high', label: 'High' },
  { value: 'normal', label: 'Normal' },
  { value: 'low', label: 'Low' },
]

/** Minutes as people say them: `45 min`, `1 h 30 min`, `2 days`. Days of 24 hours, only where they come out even. */
export function durationWords(minutes: number): string {
  if (minutes < 60) return `${minutes} min`
  if (minutes % 1440 === 0) return minutes === 1440 ? '1 day' : `${minutes / 1440} days`
  const rest = minutes % 60
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`
}

/** The names of the labels' colours. */
export const labelColourNames: Readonly<Record<LabelColour, string>> = {
  grey: 'Grey',
  green: 'Green',
  blue: 'Blue',
  purple: 'Purple',
  orange: 'Orange',
  red: 'Red',
}

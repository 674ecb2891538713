import type { BookingMetric } from '../contract/figures.ts'

/** What each figure says, in one sentence; hover texts and `docs/metrics.md` read it here. */
export const definitions: Readonly<
  Record<BookingMetric, { name: string; unit: 'count' | 'money' | 'percent'; sentence: string }>
> = {
  bookings: {
    name: 'Bookings',
    unit: 'count',
    sentence:
      'Visits booked in the period, by the day the booking was made, whatever became of them. Held but unfinished bookings do not count.',
  },
  revenue: {
    name: 'Revenue',
    unit: 'money',
    sentence:
      'Prices of the visits that take place in the period, by the day of the visit. Cancelled visits and no-shows do not count.',
  },
  utilisation: {
    name: 'Utilisation',
    unit: 'percent',
    sentence:
      'Minutes of visits divided by working minutes of the people, by the day of the visit. Working minutes are those of the present hours, exceptions and closed days; travel is not counted as work.',
  },
  cancellations: {
    name: 'Cancellations',
    unit: 'count',
    sentence:
      'Visits cancelled in the period, by the day of the cancellation, by customers or by the office.',
  },
}

/** A share in percent with one decimal; null when there is no whole to share. */
export function percent(part: number, whole: number): number | null {
  return whole > 0 ? Math.round((part / whole) * 1000) / 10 : null
}

import { epochDay, weekdayIndex } from '#values/zone.ts'
import type { DayReason } from './slots/explain.ts'

const plural = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays']

/** Why a day has no free time, in words for the customer. `isDated`: hours of that date only, not of the weekday. */
export function dayWords(
  reason: DayReason,
  day: string,
  facts: { holiday?: string | undefined; isUsuallyOpen: boolean; noticeMinutes: number; horizonDays: number },
): string {
  if (reason === 'holiday')
    return facts.holiday ? `We are closed: ${facts.holiday}` : 'We are closed on this day'
  if (reason === 'closed' && facts.isUsuallyOpen) return 'We are closed on this day'
  if (reason === 'closed') return `We don’t work on ${plural[weekdayIndex(epochDay(day))]}`
  if (reason === 'past') return 'No more times on this day'
  if (reason === 'notice') return `We need ${noticeWords(facts.noticeMinutes)} notice`
  if (reason === 'beyond_horizon') return `You can book up to ${facts.horizonDays} days ahead`
  return 'Fully booked'
}

function noticeWords(minutes: number): string {
  if (minutes % 1440 === 0) return minutes === 1440 ? 'a day’s' : `${minutes / 1440} days’`
  if (minutes % 60 === 0) return minutes === 60 ? 'an hour’s' : `${minutes / 60} hours’`
  return `${minutes} minutes’`
}

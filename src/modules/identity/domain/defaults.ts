import type { WeeklyHours } from '#values/business-hours.ts'
import type { Policies } from '../contract/organization.ts'

const workday = [{ from: '09:00', to: '17:00' }]

/** Opening hours of a new organisation: weekdays nine to five. */
export const defaultHours: WeeklyHours = {
  monday: workday,
  tuesday: workday,
  wednesday: workday,
  thursday: workday,
  friday: workday,
  saturday: [],
  sunday: [],
}

/** Policies of a new organisation. VAT starts at the United Kingdom's standard rate for pounds, else at none. */
export function defaultPolicies(currency: string): Policies {
  return {
    cancelNoticeHours: 24,
    lateRefund: 'none',
    minimumNoticeMinutes: 120,
    horizonDays: 60,
    slotIntervalMinutes: 30,
    holdMinutes: 10,
    speedKmh: 30,
    detourFactor: 1.3,
    vatRate: currency === 'GBP' ? 2000 : 0,
    payOnTheDay: true,
  }
}

/** A web address part from a name: `Bright & Side Ltd.` becomes `bright-side-ltd`. Empty when nothing is left. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50)
    .replace(/-+$/, '')
}

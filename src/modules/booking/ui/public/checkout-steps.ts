import { redirect } from 'react-router'
import { getPublicOrg } from '#modules/identity/contract/session.ts'
import type { Api } from '#web/api.ts'
import { branded } from '#web/public/branded.ts'
import { type Checkout, getCheckout } from '../../contract/guest.ts'

/** The steps in order; each has a page of its own. */
export const STEPS = ['service', 'time', 'details', 'pay', 'done'] as const
export type Step = (typeof STEPS)[number]

/** The address of a step of this booking. */
export function stepPath(token: string, step: Step | 'bank'): string {
  return `/book/c/${token}/${step}`
}

/**
 * The booking and its organisation for one step's page. A visitor who jumps ahead is led back to the first step
 * that still lacks something; a finished booking always shows its confirmation.
 */
export async function loadStep(api: Api, token: string, step: Step) {
  const checkout = await api(getCheckout, { token })
  const allowed = STEPS.indexOf(checkout.nextStep)
  if (checkout.nextStep === 'done' ? step !== 'done' : STEPS.indexOf(step) > allowed) {
    throw redirect(stepPath(token, checkout.nextStep))
  }
  return { checkout, ...branded(await api(getPublicOrg, { orgSlug: checkout.orgSlug })) }
}

/** Hours and minutes as people say them: `3 h`, `1 h 30 min`, `45 min`. */
export function durationWords(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  return [hours > 0 && `${hours} h`, rest > 0 && `${rest} min`].filter(Boolean).join(' ') || '0 min'
}

/** Minutes of the whole visit as chosen so far. */
export function minutesOf(checkout: Pick<Checkout, 'service' | 'extras'>): number {
  const extras = checkout.extras.reduce((sum, extra) => sum + extra.minutes * extra.quantity, 0)
  return (checkout.service?.durationMinutes ?? 0) + extras
}

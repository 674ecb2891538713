import type { Shape } from '#web/kit/shape.tsx'
import type { Tone } from '#web/kit/status-pill.tsx'
import type { Appointment, AppointmentStatus } from '../contract/appointments.ts'

/** Colour and shape of each state; the word comes from the domain. */
export const statusLook: Readonly<Record<AppointmentStatus, { tone: Tone; shape: Shape }>> = {
  hold: { tone: 'neutral', shape: 'half' },
  pending: { tone: 'neutral', shape: 'ring' },
  confirmed: { tone: 'good', shape: 'check' },
  on_the_way: { tone: 'brand', shape: 'dot' },
  in_progress: { tone: 'brand', shape: 'dot' },
  completed: { tone: 'neutral', shape: 'check' },
  no_show: { tone: 'bad', shape: 'cross' },
  cancelled: { tone: 'bad', shape: 'cross' },
  expired: { tone: 'neutral', shape: 'cross' },
}

/** The verb on the button that leads to a state. */
export const statusVerbs: Readonly<Partial<Record<AppointmentStatus, string>>> = {
  pending: 'Back to unconfirmed',
  confirmed: 'Confirm',
  on_the_way: 'On the way',
  in_progress: 'Start',
  completed: 'Complete',
  no_show: 'Nobody was in',
}

/** What is paid, in one or two words. */
export const paymentLook: Readonly<
  Record<Appointment['paymentStatus'], { tone: Tone; shape: Shape; word: string }>
> = {
  unpaid: { tone: 'warn', shape: 'triangle', word: 'Unpaid' },
  on_the_day: { tone: 'neutral', shape: 'half', word: 'On the day' },
  deposit: { tone: 'neutral', shape: 'half', word: 'Deposit' },
  paid: { tone: 'good', shape: 'check', word: 'Paid' },
  part_refunded: { tone: 'info', shape: 'half', word: 'Part refunded' },
  refunded: { tone: 'info', shape: 'cross', word: 'Refunded' },
}

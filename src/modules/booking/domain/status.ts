import type { AppointmentStatus } from '../contract/appointments.ts'

/** The ladder and its ways back, for slips of the finger. Cancelling, restoring and holds have their own commands. */
const steps: Readonly<Record<AppointmentStatus, readonly AppointmentStatus[]>> = {
  hold: [],
  pending: ['confirmed'],
  confirmed: ['on_the_way', 'in_progress', 'completed', 'no_show', 'pending'],
  on_the_way: ['in_progress', 'no_show', 'confirmed'],
  in_progress: ['completed', 'no_show', 'confirmed'],
  completed: ['in_progress', 'confirmed'],
  no_show: ['confirmed'],
  cancelled: [],
  expired: [],
}

/** Where a visit may go from its state, the usual next step first. */
export function nextStatuses(from: AppointmentStatus): readonly AppointmentStatus[] {
  return steps[from]
}

/** Whether somebody of the office may set this state. */
export function mayBecome(from: AppointmentStatus, to: AppointmentStatus): boolean {
  return steps[from].includes(to)
}

/** States in which a visit takes up its person's time; the same list stands in the overlap constraint. */
export const occupying: readonly AppointmentStatus[] = [
  'hold',
  'pending',
  'confirmed',
  'on_the_way',
  'in_progress',
  'completed',
]

/** States that lists, calendars and figures show: everything but unfinished online bookings. */
export const listed: readonly AppointmentStatus[] = [
  'pending',
  'confirmed',
  'on_the_way',
  'in_progress',
  'completed',
  'no_show',
  'cancelled',
]

const words: Readonly<Record<AppointmentStatus, string>> = {
  hold: 'Held',
  pending: 'To confirm',
  confirmed: 'Confirmed',
  on_the_way: 'On the way',
  in_progress: 'Under way',
  completed: 'Completed',
  no_show: 'No show',
  cancelled: 'Cancelled',
  expired: 'Expired',
}

/** The state in words for people. */
export function statusWords(status: AppointmentStatus): string {
  return words[status]
}

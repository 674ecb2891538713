import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Day, Instant, optionalText, text } from '#values/ids.ts'
import { AppointmentStatus, SoldExtra } from './appointment.ts'
import { AvailableDay, Slot } from './slots.ts'

const Token = z.object({ token: z.string().max(80) })

/** A visit as its customer sees it. */
export const TrackedVisit = z.object({
  token: z.string(),
  orgSlug: z.string(),
  number: z.string(),
  status: AppointmentStatus,
  serviceName: z.string(),
  extras: z.array(SoldExtra),
  staff: z.object({ name: z.string(), photoUrl: z.string().nullable() }),
  startsAt: z.string(),
  endsAt: z.string(),
  zone: z.string(),
  customerName: z.string(),
  email: z.string(),
  address: z.object({
    line1: z.string().nullable(),
    line2: z.string().nullable(),
    city: z.string().nullable(),
    postcode: z.string(),
  }),
  accessNotes: z.string().nullable(),
  price: z.number(),
  paid: z.number(),
  refunded: z.number(),
  currency: z.string(),
  paymentStatus: z.string(),
  last4: z.string().nullable(),
  deadline: z.string(),
  can_cancel: z.boolean(),
  can_reschedule: z.boolean(),
  /** What cancelling now would give back and keep, minor units. */
  ifCancelledNow: z.object({ refund: z.number(), fee: z.number() }),
  steps: z.array(
    z.object({ title: z.string(), detail: z.string(), state: z.enum(['done', 'next', 'later']) }),
  ),
})
export type TrackedVisit = z.infer<typeof TrackedVisit>

export const trackVisit = endpoint({
  method: 'GET',
  path: '/api/v1/public/visits/:token',
  summary: 'A visit by its tracking link',
  access: 'public',
  input: Token,
  output: TrackedVisit,
  errors: ['booking.appointment_not_found'],
})
export const visitSlots = endpoint({
  method: 'GET',
  path: '/api/v1/public/visits/:token/slots',
  summary: 'Free times to move this visit to',
  access: 'public',
  input: Token.extend({ fromDay: Day.optional(), days: z.coerce.number().int().min(1).max(31).default(7) }),
  output: z.object({
    zone: z.string(),
    first: Slot.nullable(),
    days: z.array(AvailableDay),
    slots: z.array(Slot),
  }),
})
export const rescheduleVisit = endpoint({
  method: 'POST',
  path: '/api/v1/public/visits/:token/reschedule',
  summary: 'Move one’s own visit',
  access: 'public',
  input: Token.extend({ startsAt: Instant }),
  output: TrackedVisit,
  errors: [
    'booking.appointment_not_found',
    'booking.too_late_to_reschedule',
    'booking.not_reschedulable',
    'booking.slot_taken',
    'booking.slot_not_offered',
  ],
})
export const cancelVisit = endpoint({
  method: 'POST',
  path: '/api/v1/public/visits/:token/cancel',
  summary: 'Cancel one’s own visit',
  access: 'public',
  input: Token.extend({ reason: optionalText(500) }),
  output: TrackedVisit,
  errors: ['booking.appointment_not_found', 'booking.too_late_to_cancel', 'booking.not_cancellable'],
})
export const visitCalendarFile = endpoint({
  method: 'GET',
  path: '/api/v1/public/visits/:token/visit.ics',
  summary: 'The visit as a calendar file',
  access: 'public',
  input: Token,
  output: z.string(),
  produces: 'text/calendar; charset=utf-8',
})
/** Always the same answer, whether such a visit exists or not; a mail to the address does the rest. */
export const lookUpVisit = endpoint({
  method: 'POST',
  path: '/api/v1/public/:orgSlug/look-up',
  summary: 'Send the tracking link of an order again',
  access: 'public',
  perMinute: 20,
  input: z.object({
    orgSlug: z.string().max(50),
    number: text(20),
    email: z.email('Use an address such as ana@example.com.').max(200),
  }),
  output: z.object({ sent: z.literal(true) }),
})

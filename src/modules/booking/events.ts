import { z } from 'zod'
import { defineEvent } from '#values/event.ts'
import { Id } from '#values/ids.ts'

/** A visit as it was when the event happened. Money in minor units. */
export const VisitFacts = z.object({
  appointmentId: Id,
  number: z.string(),
  status: z.string(),
  clientId: Id.nullable(),
  serviceId: Id,
  serviceName: z.string(),
  staffId: Id,
  staffName: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  customerName: z.string().nullable(),
  customerEmail: z.string().nullable(),
  customerPhone: z.string().nullable(),
  postcode: z.string(),
  price: z.number(),
  paid: z.number(),
  currency: z.string(),
  source: z.string(),
  /** Whether the customer is to be told. */
  notify: z.boolean().default(true),
})
export type VisitFacts = z.infer<typeof VisitFacts>

const topics = ['appointments', 'feed', 'slots', 'visit'] as const

export const appointmentBooked = defineEvent({
  name: 'booking.appointment_booked',
  summary: 'A visit was booked, online or by the office.',
  payload: VisitFacts,
  topics,
})
export const appointmentConfirmed = defineEvent({
  name: 'booking.appointment_confirmed',
  summary: 'The office confirmed a visit.',
  payload: VisitFacts,
  topics,
})
export const appointmentMoved = defineEvent({
  name: 'booking.appointment_moved',
  summary: 'A visit got another time or person.',
  payload: VisitFacts.extend({
    before: z.object({ startsAt: z.string(), endsAt: z.string(), staffId: Id, staffName: z.string() }),
    by: z.enum(['customer', 'office']),
  }),
  topics,
})
export const appointmentChanged = defineEvent({
  name: 'booking.appointment_changed',
  summary: 'Details of a visit changed: address, notes, price or state.',
  payload: VisitFacts.extend({ change: z.string(), statusBefore: z.string().optional() }),
  topics,
})
export const appointmentCancelled = defineEvent({
  name: 'booking.appointment_cancelled',
  summary: 'A visit was cancelled.',
  payload: VisitFacts.extend({
    refund: z.number(),
    fee: z.number(),
    reason: z.string().nullable(),
    by: z.enum(['customer', 'office']),
  }),
  topics,
})
export const appointmentRestored = defineEvent({
  name: 'booking.appointment_restored',
  summary: 'A cancellation was undone.',
  payload: VisitFacts,
  topics,
})
export const paidTimeLost = defineEvent({
  name: 'booking.paid_time_lost',
  summary: 'A card was charged, but the time had gone meanwhile; the money goes back.',
  payload: z.object({
    appointmentId: Id,
    paymentId: Id,
    number: z.string(),
    amount: z.number(),
    currency: z.string(),
  }),
  topics: ['payments', 'feed'],
})
export const slotHeld = defineEvent({
  name: 'booking.slot_held',
  summary: 'A visitor holds a time while finishing a booking.',
  payload: z.object({ appointmentId: Id, staffId: Id, startsAt: z.string(), endsAt: z.string() }),
  topics: ['slots'],
})
export const slotReleased = defineEvent({
  name: 'booking.slot_released',
  summary: 'A held time is free again.',
  payload: z.object({ staffId: Id, startsAt: z.string(), endsAt: z.string() }),
  topics: ['slots'],
})
export const visitLookedUp = defineEvent({
  name: 'booking.visit_looked_up',
  summary: 'Somebody asked for the tracking link of an order.',
  isInternal: true,
  payload: VisitFacts,
  topics: [],
})
export const reminderDue = defineEvent({
  name: 'booking.reminder_due',
  summary: 'A visit starts in 24 hours.',
  payload: VisitFacts,
  topics: [],
})
export const catalogueChanged = defineEvent({
  name: 'booking.catalogue_changed',
  summary: 'Services, categories or extras changed.',
  payload: z.object({ what: z.string() }),
  topics: ['catalogue', 'slots'],
})
export const holidaysChanged = defineEvent({
  name: 'booking.holidays_changed',
  summary: 'The days on which the whole organisation is closed changed. Holds all of them.',
  payload: z.object({ days: z.array(z.object({ day: z.string(), name: z.string() })) }),
  topics: ['catalogue'],
})
export const staffChanged = defineEvent({
  name: 'booking.staff_changed',
  summary: 'A person, their hours, skills or areas changed.',
  payload: z.object({ staffId: Id.optional(), what: z.string() }),
  topics: ['staff', 'slots'],
})

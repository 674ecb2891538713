import { z } from 'zod'
import { Day, Id, Instant, optionalText, text } from '#values/ids.ts'
import { Postcode } from '#values/postcode.ts'

/** The ladder of a visit. `hold` and `expired` belong to unfinished online bookings and are not shown in lists. */
export const AppointmentStatus = z.enum([
  'hold',
  'pending',
  'confirmed',
  'on_the_way',
  'in_progress',
  'completed',
  'no_show',
  'cancelled',
  'expired',
])
export type AppointmentStatus = z.infer<typeof AppointmentStatus>

export const SoldExtra = z.object({
  extraId: Id,
  name: z.string(),
  price: z.number(),
  minutes: z.number(),
  quantity: z.number(),
})
export type SoldExtra = z.infer<typeof SoldExtra>

export const ChosenExtra = z.strictObject({
  extraId: Id,
  quantity: z.coerce.number().int().min(1).max(20).default(1),
})
export type ChosenExtra = z.infer<typeof ChosenExtra>

/** An address in the United Kingdom. */
export const Address = z.strictObject({
  line1: text(120),
  line2: optionalText(120),
  city: text(80),
  postcode: Postcode,
})
export type Address = z.infer<typeof Address>

/** A visit as the office sees it. Money in minor units; instants in UTC. */
export const Appointment = z.object({
  id: Id,
  number: z.string(),
  status: AppointmentStatus,
  serviceId: Id,
  serviceName: z.string(),
  colour: z.string(),
  staffId: Id,
  staffName: z.string(),
  clientId: Id.nullable(),
  customerName: z.string().nullable(),
  customerEmail: z.string().nullable(),
  customerPhone: z.string().nullable(),
  startsAt: z.string(),
  endsAt: z.string(),
  /** What the person is taken for: buffers, and the way from the visit before. */
  busyFrom: z.string(),
  busyTo: z.string(),
  travelBeforeMinutes: z.number(),
  address: z.object({
    line1: z.string().nullable(),
    line2: z.string().nullable(),
    city: z.string().nullable(),
    postcode: z.string(),
    lat: z.number(),
    lon: z.number(),
  }),
  accessNotes: z.string().nullable(),
  customerNotes: z.string().nullable(),
  extras: z.array(SoldExtra),
  price: z.number(),
  paid: z.number(),
  refunded: z.number(),
  currency: z.string(),
  paymentStatus: z.enum(['unpaid', 'on_the_day', 'deposit', 'paid', 'part_refunded', 'refunded']),
  source: z.enum(['online', 'office', 'import']),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  cancelledAt: z.string().nullable(),
  cancelReason: z.string().nullable(),
  cancelledBy: z.string().nullable(),
  /** Until when the customer may change or cancel alone. */
  deadline: z.string(),
  can_cancel: z.boolean(),
  can_reschedule: z.boolean(),
})
export type Appointment = z.infer<typeof Appointment>

/** Several values of a filter: a list, or text with commas as it stands in an address. */
export const many = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value) =>
      value === undefined ? undefined : typeof value === 'string' ? value.split(',').filter(Boolean) : value,
    z.array(item).max(100).optional(),
  )

/** The filter shared by list, export, bulk and calendar; the same names stand in the page's URL. */
export const AppointmentFilter = z.object({
  q: z.string().max(100).optional(),
  from: Instant.optional(),
  to: Instant.optional(),
  /** Local days of the organisation, both included; an alternative to from/to. */
  fromDay: Day.optional(),
  toDay: Day.optional(),
  status: many(AppointmentStatus),
  staffId: many(Id),
  serviceId: many(Id),
  clientId: Id.optional(),
  paymentStatus: many(z.enum(['unpaid', 'on_the_day', 'deposit', 'paid', 'part_refunded', 'refunded'])),
  source: many(z.enum(['online', 'office', 'import'])),
  /** By which instant the range counts: the visit's start, the booking, or the cancellation. */
  by: z.enum(['start', 'created', 'cancelled']).default('start'),
})
export type AppointmentFilter = z.infer<typeof AppointmentFilter>

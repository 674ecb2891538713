import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Day, Id, Instant, optionalText, text } from '#values/ids.ts'
import { Phone } from '#values/phone.ts'
import { Postcode } from '#values/postcode.ts'
import { Address, ChosenExtra, SoldExtra } from './appointment.ts'
import { AvailableDay, Slot } from './slots.ts'

export * from './slots.ts'
export * from './tracking.ts'

/** A service as a visitor sees it. Prices in minor units. */
export const PublicService = z.object({
  id: Id,
  slug: z.string(),
  name: z.string(),
  summary: z.string(),
  description: z.string(),
  categoryName: z.string().nullable(),
  durationMinutes: z.number(),
  price: z.number(),
  deposit: z.number().nullable(),
  payOnDay: z.boolean(),
  imageUrl: z.string().nullable(),
  extras: z.array(
    z.object({ id: Id, name: z.string(), price: z.number(), minutes: z.number(), maxQuantity: z.number() }),
  ),
  /** People who cover the postcode and do this service; all people when no postcode was given. */
  staff: z.array(z.object({ id: Id, name: z.string(), photoUrl: z.string().nullable(), bio: z.string() })),
})
export type PublicService = z.infer<typeof PublicService>

const PublicOrg = z.object({ orgSlug: z.string().max(50) })
const slotQuery = {
  serviceId: Id,
  postcode: Postcode,
  staffId: Id.optional(),
  /** `extraId:quantity` pairs joined by commas; extras lengthen the visit. */
  extras: z
    .string()
    .max(1000)
    .regex(/^([0-9a-f-]{36}(:\d{1,2})?(,|$))*$/i, 'Use extraId:quantity, joined by commas.')
    .default(''),
}

export const listPublicServices = endpoint({
  method: 'GET',
  path: '/api/v1/public/:orgSlug/services',
  summary: 'Services that can be booked at a postcode',
  access: 'public',
  input: PublicOrg.extend({ postcode: Postcode.optional() }),
  output: z.object({
    postcode: z.string().nullable(),
    served: z.boolean(),
    approximate: z.boolean(),
    currency: z.string(),
    items: z.array(PublicService),
  }),
  errors: ['booking.postcode_unknown'],
})
export const listPublicStaff = endpoint({
  method: 'GET',
  path: '/api/v1/public/:orgSlug/staff',
  summary: 'People who cover a postcode',
  access: 'public',
  input: PublicOrg.extend({ postcode: Postcode, serviceId: Id.optional() }),
  output: z.object({
    items: z.array(
      z.object({
        id: Id,
        name: z.string(),
        photoUrl: z.string().nullable(),
        bio: z.string(),
        distanceKm: z.number(),
      }),
    ),
  }),
  errors: ['booking.postcode_unknown'],
})
export const findFreeSlots = endpoint({
  method: 'GET',
  path: '/api/v1/public/:orgSlug/slots',
  summary: 'Free times for a service at a postcode, by day',
  access: 'public',
  perMinute: 240,
  input: PublicOrg.extend({
    ...slotQuery,
    fromDay: Day.optional(),
    days: z.coerce.number().int().min(1).max(62).default(7),
  }),
  output: z.object({
    zone: z.string(),
    /** The first free time from now on, whatever days were asked for. */
    first: Slot.nullable(),
    days: z.array(AvailableDay),
    slots: z.array(Slot),
  }),
  errors: [
    'booking.service_not_found',
    'booking.staff_not_found',
    'booking.area_not_served',
    'booking.postcode_unknown',
  ],
})

/** Books in one call, for integrations and simple forms; paid on the day. */
export const bookAppointment = endpoint({
  method: 'POST',
  path: '/api/v1/public/:orgSlug/appointments',
  summary: 'Book a visit, paid on the day',
  access: 'public',
  perMinute: 60,
  status: 201,
  input: PublicOrg.extend({
    serviceId: Id,
    extras: z.array(ChosenExtra).max(20).default([]),
    staffId: Id.optional(),
    startsAt: Instant,
    name: text(120),
    email: z.email('Use an address such as ana@example.com.').max(200),
    phone: Phone,
    address: Address,
    accessNotes: optionalText(1000),
    customerNotes: optionalText(1000),
  }),
  output: z.object({
    id: Id,
    number: z.string(),
    startsAt: z.string(),
    endsAt: z.string(),
    staffName: z.string(),
    price: z.number(),
    currency: z.string(),
    token: z.string(),
    trackingUrl: z.string(),
  }),
  errors: [
    'booking.slot_taken',
    'booking.slot_not_offered',
    'booking.service_not_found',
    'booking.extra_not_found',
    'booking.staff_not_found',
    'booking.area_not_served',
    'booking.postcode_unknown',
    'booking.pay_on_day_not_allowed',
  ],
})

/** An unfinished booking: everything chosen so far, priced; the page of each step shows it. */
export const Checkout = z.object({
  token: z.string(),
  orgSlug: z.string(),
  postcode: z.string(),
  approximate: z.boolean(),
  service: PublicService.nullable(),
  extras: z.array(SoldExtra),
  staffId: Id.nullable(),
  slot: Slot.nullable(),
  holdExpiresAt: z.string().nullable(),
  details: z
    .object({
      name: z.string(),
      email: z.string(),
      phone: z.string(),
      line1: z.string(),
      line2: z.string(),
      city: z.string(),
      accessNotes: z.string(),
      customerNotes: z.string(),
    })
    .partial(),
  /** Address parts known from the postcode. */
  suggestedCity: z.string().nullable(),
  price: z.object({
    lines: z.array(z.object({ label: z.string(), amount: z.number() })),
    total: z.number(),
    vat: z.number(),
    dueNow: z.number(),
    currency: z.string(),
  }),
  /** Until when the visit could be cancelled free of charge; null before a time is chosen. */
  freeUntil: z.string().nullable(),
  /** What a later cancellation keeps, minor units. */
  lateFee: z.number().nullable(),
  zone: z.string(),
  status: z.enum(['open', 'needs_action', 'done']),
  appointment: z.object({ id: Id, number: z.string(), trackingToken: z.string() }).nullable(),
  payment: z.object({
    status: z.enum(['none', 'failed', 'needs_action', 'succeeded']),
    message: z.string().nullable(),
    last4: z.string().nullable(),
  }),
  /** The first step that still lacks something. */
  nextStep: z.enum(['service', 'time', 'details', 'pay', 'done']),
})
export type Checkout = z.infer<typeof Checkout>

const Token = z.object({ token: z.string().max(80) })

export const startCheckout = endpoint({
  method: 'POST',
  path: '/api/v1/public/:orgSlug/checkouts',
  summary: 'Start a booking at a postcode',
  access: 'public',
  status: 201,
  input: PublicOrg.extend({ postcode: Postcode, serviceId: Id.optional() }),
  output: Checkout,
  errors: ['booking.area_not_served', 'booking.postcode_unknown'],
})
export const getCheckout = endpoint({
  method: 'GET',
  path: '/api/v1/public/checkouts/:token',
  summary: 'An unfinished booking',
  access: 'public',
  perMinute: 240,
  input: Token,
  output: Checkout,
  errors: ['booking.checkout_not_found'],
})
export const chooseService = endpoint({
  method: 'PUT',
  path: '/api/v1/public/checkouts/:token/service',
  summary: 'Choose service, extras and perhaps a person',
  access: 'public',
  input: Token.extend({
    serviceId: Id,
    extras: z.array(ChosenExtra).max(20).default([]),
    staffId: Id.nullable().optional(),
    postcode: Postcode.optional(),
  }),
  output: Checkout,
  errors: [
    'booking.checkout_not_found',
    'booking.service_not_found',
    'booking.extra_not_found',
    'booking.staff_not_found',
    'booking.area_not_served',
  ],
})
export const holdSlot = endpoint({
  method: 'PUT',
  path: '/api/v1/public/checkouts/:token/slot',
  summary: 'Hold a time while the booking is finished',
  access: 'public',
  input: Token.extend({ startsAt: Instant, staffId: Id.nullable().optional() }),
  output: Checkout,
  errors: [
    'booking.checkout_not_found',
    'booking.slot_taken',
    'booking.slot_not_offered',
    'booking.checkout_incomplete',
  ],
})
export const saveDetails = endpoint({
  method: 'PUT',
  path: '/api/v1/public/checkouts/:token/details',
  summary: 'Who and where',
  access: 'public',
  input: Token.extend({
    name: text(120),
    email: z.email('Use an address such as ana@example.com.').max(200),
    phone: Phone,
    line1: text(120),
    line2: optionalText(120),
    city: text(80),
    accessNotes: optionalText(1000),
    customerNotes: optionalText(1000),
  }),
  output: Checkout,
  errors: ['booking.checkout_not_found'],
})
/** `card`: a sandbox card number; it is never stored, only its last four digits. */
export const payCheckout = endpoint({
  method: 'POST',
  path: '/api/v1/public/checkouts/:token/pay',
  summary: 'Pay or choose to pay on the day, and book',
  access: 'public',
  perMinute: 30,
  input: Token.extend({
    method: z.enum(['card', 'on_the_day']),
    card: z
      .strictObject({
        number: z
          .string()
          .max(25)
          .regex(/^[\d ]{12,23}$/, 'Write the card number in digits.'),
        expiry: z.string().regex(/^(0[1-9]|1[0-2]) ?\/ ?\d{2}$/, 'Use MM/YY.'),
        cvc: z.string().regex(/^\d{3,4}$/, 'Three or four digits.'),
      })
      .optional(),
  }),
  output: Checkout,
  errors: [
    'booking.checkout_not_found',
    'booking.checkout_incomplete',
    'booking.slot_taken',
    'booking.hold_expired',
    'booking.payment_declined',
    'booking.pay_on_day_not_allowed',
  ],
})
/** The second step a bank may ask for; the sandbox shows a page with two buttons. */
export const confirmPayment = endpoint({
  method: 'POST',
  path: '/api/v1/public/checkouts/:token/confirm-payment',
  summary: 'Answer the bank’s question',
  access: 'public',
  input: Token.extend({ approve: z.stringbool().or(z.boolean()) }),
  output: Checkout,
  errors: [
    'booking.checkout_not_found',
    'booking.payment_declined',
    'booking.slot_taken',
    'booking.hold_expired',
  ],
})

import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Id, Instant, optionalText, PageInput, pageOf, text } from '#values/ids.ts'
import { Address, Appointment, AppointmentFilter, AppointmentStatus, ChosenExtra } from './appointment.ts'

export * from './appointment.ts'

const sort = z
  .enum(['startsAt', '-startsAt', 'createdAt', '-createdAt', 'price', '-price', 'customer', '-customer'])
  .default('-startsAt')

export const listAppointments = endpoint({
  method: 'GET',
  path: '/api/v1/appointments',
  summary: 'List visits: search, filter, sort, page',
  access: 'booking.view',
  input: AppointmentFilter.extend({ ...PageInput.shape, sort }),
  output: pageOf(Appointment).extend({
    sums: z.object({ price: z.number(), paid: z.number(), currency: z.string() }),
  }),
})
export const exportAppointments = endpoint({
  method: 'GET',
  path: '/api/v1/appointments.csv',
  summary: 'The same list as CSV',
  access: 'booking.export',
  input: AppointmentFilter.extend({ sort }),
  output: z.string(),
  produces: 'text/csv; charset=utf-8',
})
export const getAppointment = endpoint({
  method: 'GET',
  path: '/api/v1/appointments/:appointmentId',
  summary: 'One visit with notes, history and payments',
  access: 'booking.view',
  input: z.object({ appointmentId: Id }),
  output: Appointment.extend({
    notes: z.array(z.object({ id: Id, body: z.string(), author: z.string(), createdAt: z.string() })),
    history: z.array(z.object({ id: Id, at: z.string(), actor: z.string(), summary: z.string() })),
    payments: z.array(
      z.object({
        id: Id,
        at: z.string(),
        amount: z.number(),
        refunded: z.number(),
        method: z.string(),
        status: z.string(),
        detail: z.string(),
      }),
    ),
    /** The customer's own link. */
    trackingUrl: z.string(),
    nextStatuses: z.array(AppointmentStatus),
  }),
  errors: ['booking.appointment_not_found'],
})

export const createAppointment = endpoint({
  method: 'POST',
  path: '/api/v1/appointments',
  summary: 'Book a visit from the office',
  access: 'booking.create',
  status: 201,
  input: z.object({
    serviceId: Id,
    extras: z.array(ChosenExtra).max(20).default([]),
    staffId: Id.optional(),
    startsAt: Instant,
    clientId: Id.optional(),
    name: text(120),
    email: z.email('Use an address such as ana@example.com.').max(200).optional(),
    phone: optionalText(40),
    address: Address,
    accessNotes: optionalText(1000),
    customerNotes: optionalText(1000),
    notify: z.boolean().default(true),
    /** Books outside hours or notice; overlaps stay impossible. Needs booking.override. */
    override: z.boolean().default(false),
  }),
  output: Appointment,
  errors: [
    'booking.slot_taken',
    'booking.slot_not_offered',
    'booking.service_not_found',
    'booking.staff_not_found',
    'booking.staff_lacks_skill',
    'booking.area_not_served',
    'booking.postcode_unknown',
    'crm.client_not_found',
  ],
})

export const updateAppointment = endpoint({
  method: 'PATCH',
  path: '/api/v1/appointments/:appointmentId',
  summary: 'Change customer, address, extras or notes of a visit',
  access: 'booking.edit',
  input: z.object({
    appointmentId: Id,
    name: text(120).optional(),
    email: z.email('Use an address such as ana@example.com.').max(200).optional(),
    phone: optionalText(40),
    address: Address.optional(),
    accessNotes: z.string().max(1000).optional(),
    customerNotes: z.string().max(1000).optional(),
    price: z.coerce.number().int().min(0).max(100_000_000).optional(),
  }),
  output: Appointment,
  errors: ['booking.appointment_not_found', 'booking.slot_taken'],
})

export const moveAppointment = endpoint({
  method: 'POST',
  path: '/api/v1/appointments/:appointmentId/move',
  summary: 'Move, resize or reassign a visit',
  access: 'booking.edit',
  input: z.object({
    appointmentId: Id,
    startsAt: Instant,
    endsAt: Instant.optional(),
    staffId: Id.optional(),
    notify: z.boolean().default(false),
    override: z.boolean().default(false),
  }),
  output: Appointment,
  errors: [
    'booking.appointment_not_found',
    'booking.slot_taken',
    'booking.slot_not_offered',
    'booking.not_reschedulable',
    'booking.staff_lacks_skill',
    'booking.staff_not_found',
  ],
})

/** Why a visit would not fit, before it is dropped. */
export const ClashReason = z.object({
  kind: z.enum(['busy', 'travel', 'buffer', 'outside_hours', 'skill', 'past']),
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** `is at Tanaka, N19`, `drives N19 to E8, 31 min`. */
  text: z.string(),
})
export const checkMove = endpoint({
  method: 'GET',
  path: '/api/v1/appointments/:appointmentId/check-move',
  summary: 'Would it fit there? With the reasons and free alternatives',
  access: 'booking.view',
  input: z.object({
    appointmentId: Id,
    startsAt: Instant,
    endsAt: Instant.optional(),
    staffId: Id.optional(),
  }),
  output: z.object({
    ok: z.boolean(),
    reasons: z.array(ClashReason),
    alternatives: z.array(
      z.object({
        staffId: Id,
        staffName: z.string(),
        startsAt: z.string(),
        endsAt: z.string(),
        travelMinutes: z.number(),
      }),
    ),
  }),
  errors: ['booking.appointment_not_found', 'booking.staff_not_found'],
})

export const setAppointmentStatus = endpoint({
  method: 'POST',
  path: '/api/v1/appointments/:appointmentId/status',
  summary: 'Move a visit along its ladder',
  access: 'booking.edit',
  input: z.object({ appointmentId: Id, status: AppointmentStatus, note: optionalText(500) }),
  output: Appointment,
  errors: ['booking.appointment_not_found', 'booking.status_not_allowed', 'booking.slot_taken'],
})

export const cancelAppointment = endpoint({
  method: 'POST',
  path: '/api/v1/appointments/:appointmentId/cancel',
  summary: 'Cancel a visit, within the policy or with an override and a note',
  access: 'booking.cancel',
  input: z.object({
    appointmentId: Id,
    reason: optionalText(500),
    /** Cancels after the deadline; needs booking.override and a reason. */
    override: z.boolean().default(false),
    notify: z.boolean().default(true),
  }),
  output: Appointment,
  errors: [
    'booking.appointment_not_found',
    'booking.too_late_to_cancel',
    'booking.not_cancellable',
    'booking.reason_required',
  ],
})
export const restoreAppointment = endpoint({
  method: 'POST',
  path: '/api/v1/appointments/:appointmentId/restore',
  summary: 'Undo a cancellation while the time is still free',
  access: 'booking.cancel',
  input: z.object({ appointmentId: Id }),
  output: Appointment,
  errors: ['booking.appointment_not_found', 'booking.slot_taken', 'booking.status_not_allowed'],
})

export const addAppointmentNote = endpoint({
  method: 'POST',
  path: '/api/v1/appointments/:appointmentId/notes',
  summary: 'Write a private note on a visit',
  access: 'booking.edit',
  status: 201,
  input: z.object({ appointmentId: Id, body: text(2000) }),
  output: z.object({ id: Id }),
  errors: ['booking.appointment_not_found'],
})

/** Cash or a transfer for a visit; cards are paid online. Refunds: see the payments contract. */
export const recordPayment = endpoint({
  method: 'POST',
  path: '/api/v1/appointments/:appointmentId/payments',
  summary: 'Note cash or a transfer received for a visit',
  access: 'payment.take',
  status: 201,
  input: z.object({
    appointmentId: Id,
    /** Minor units. */
    amount: z.coerce.number().int().min(1, 'More than nothing.').max(100_000_000),
    method: z.enum(['cash', 'bank_transfer']),
  }),
  output: Appointment,
  errors: ['booking.appointment_not_found', 'booking.payment_too_large'],
})

/** Bulk: the ids, or every match of a filter. `dryRun` counts without changing. */
export const bulkAppointments = endpoint({
  method: 'POST',
  path: '/api/v1/appointments/bulk',
  summary: 'Change or cancel many visits at once',
  access: 'booking.edit',
  input: z.object({
    ids: z.array(Id).max(1000).optional(),
    filter: AppointmentFilter.optional(),
    action: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('status'), status: AppointmentStatus }),
      z.strictObject({ kind: z.literal('cancel'), reason: text(500), override: z.boolean().default(false) }),
      z.strictObject({ kind: z.literal('reassign'), staffId: Id }),
    ]),
    dryRun: z.boolean().default(false),
  }),
  output: z.object({
    matched: z.number(),
    changed: z.number(),
    refused: z.array(z.object({ id: Id, number: z.string(), reason: z.string() })),
  }),
})

import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Day, Id } from '#values/ids.ts'
import { Appointment, AppointmentStatus, many } from './appointment.ts'

/** A day, week or month for the calendar and Today: visits, working hours, closures. */
export const getCalendar = endpoint({
  method: 'GET',
  path: '/api/v1/calendar',
  summary: 'Visits, working hours and closures of a range',
  access: 'booking.view',
  input: z.object({
    fromDay: Day,
    toDay: Day,
    staffId: many(Id),
    serviceId: many(Id),
    status: many(AppointmentStatus),
    q: z.string().max(100).optional(),
  }),
  output: z.object({
    zone: z.string(),
    now: z.string(),
    staff: z.array(
      z.object({
        id: Id,
        name: z.string(),
        colour: z.string(),
        photoUrl: z.string().nullable(),
        serviceIds: z.array(Id),
      }),
    ),
    appointments: z.array(Appointment),
    /** Working time as instants, merged; outside of it the calendar is shaded. */
    working: z.array(z.object({ staffId: Id, from: z.string(), to: z.string() })),
    closures: z.array(z.object({ day: z.string(), name: z.string() })),
  }),
})

export const getToday = endpoint({
  method: 'GET',
  path: '/api/v1/today',
  summary: 'What needs a person, today’s figures and the latest events',
  access: 'booking.view',
  input: z.object({ day: Day.optional() }),
  output: z.object({
    day: z.string(),
    zone: z.string(),
    now: z.string(),
    counts: z.object({
      total: z.number(),
      done: z.number(),
      underWay: z.number(),
      late: z.number(),
      toCome: z.number(),
      cancelled: z.number(),
    }),
    needs: z.array(
      z.object({
        kind: z.enum(['unconfirmed', 'late_start', 'clash', 'unpaid', 'failed_message', 'ending_hold']),
        appointmentId: Id.nullable(),
        clientName: z.string(),
        text: z.string(),
        /** Instant that makes it urgent; the list is sorted by it. */
        at: z.string(),
      }),
    ),
    feed: z.array(
      z.object({
        id: Id,
        at: z.string(),
        name: z.string(),
        actor: z.string(),
        title: z.string(),
        detail: z.string(),
        appointmentId: Id.nullable(),
      }),
    ),
  }),
})

import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Day, Id } from '#values/ids.ts'
import { Appointment } from './appointments.ts'

export const BookingMetric = z.enum(['bookings', 'revenue', 'utilisation', 'cancellations'])
export type BookingMetric = z.infer<typeof BookingMetric>

/** A figure of a period beside the period before. `value` null means none: no data, not zero. */
export const Figure = z.object({
  metric: BookingMetric,
  unit: z.enum(['count', 'money', 'percent']),
  value: z.number().nullable(),
  /** For shares: the two numbers behind the percentage (minutes). */
  of: z.object({ part: z.number(), whole: z.number() }).nullable(),
  previous: z.number().nullable(),
  /** One value per local day of the period; null is a gap. */
  trend: z.array(z.object({ day: z.string(), value: z.number().nullable() })),
  definition: z.string(),
})
export type Figure = z.infer<typeof Figure>

export const getBookingFigures = endpoint({
  method: 'GET',
  path: '/api/v1/figures/bookings',
  summary: 'Bookings, revenue, utilisation, cancellations of a period, with the period before',
  access: 'figures.view',
  input: z.object({ fromDay: Day, toDay: Day, staffId: Id.optional() }),
  output: z.object({ figures: z.array(Figure), currency: z.string(), asOf: z.string() }),
})

/** The rows behind a figure; their sum is the figure. */
export const listFigureRows = endpoint({
  method: 'GET',
  path: '/api/v1/figures/bookings/:metric/rows',
  summary: 'The rows behind a figure',
  access: 'figures.view',
  input: z.object({
    metric: BookingMetric,
    fromDay: Day,
    toDay: Day,
    staffId: Id.optional(),
    cursor: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        appointment: Appointment.nullable(),
        staffName: z.string(),
        day: z.string(),
        value: z.number(),
        whole: z.number().nullable(),
      }),
    ),
    sum: z.number(),
    whole: z.number().nullable(),
    total: z.number(),
    nextCursor: z.string().optional(),
  }),
})

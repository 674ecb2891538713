import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Day, Id, text } from '#values/ids.ts'
import { Postcode } from '#values/postcode.ts'

/** A day on which the whole organisation is closed. */
export const Holiday = z.object({ id: Id, day: z.string(), name: z.string() })
export type Holiday = z.infer<typeof Holiday>

export const listHolidays = endpoint({
  method: 'GET',
  path: '/api/v1/holidays',
  summary: 'Days on which the organisation is closed',
  access: 'org.view',
  input: z.object({}),
  output: z.object({ items: z.array(Holiday) }),
})
export const createHoliday = endpoint({
  method: 'POST',
  path: '/api/v1/holidays',
  summary: 'Close a day',
  access: 'org.edit',
  status: 201,
  input: z.object({ day: Day, name: text(80) }),
  output: Holiday,
})
export const deleteHoliday = endpoint({
  method: 'DELETE',
  path: '/api/v1/holidays/:holidayId',
  summary: 'Open the day again',
  access: 'org.edit',
  input: z.object({ holidayId: Id }),
  output: z.object({ id: Id }),
  errors: ['booking.holiday_not_found'],
})
export const bankHolidays = endpoint({
  method: 'POST',
  path: '/api/v1/holidays/bank-holidays',
  summary: 'Add the bank holidays of England and Wales for a year',
  access: 'org.edit',
  input: z.object({ year: z.coerce.number().int().min(2020).max(2100) }),
  output: z.object({ items: z.array(Holiday) }),
})

export const locatePostcode = endpoint({
  method: 'GET',
  path: '/api/v1/postcodes/:postcode',
  summary: 'Where a postcode is, and who covers it',
  access: 'staff.view',
  input: z.object({ postcode: Postcode }),
  output: z.object({
    postcode: z.string(),
    lat: z.number(),
    lon: z.number(),
    source: z.enum(['imported', 'cached', 'approximate']),
    city: z.string().nullable(),
    staff: z.array(z.object({ id: Id, name: z.string(), distanceKm: z.number() })),
  }),
  errors: ['booking.postcode_unknown'],
})

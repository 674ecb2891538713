import type { z } from 'zod'
import { AppointmentFilter } from '../contract/appointment.ts'

const lists = ['status', 'staffId', 'serviceId', 'paymentStatus', 'source'] as const
const singles = ['q', 'fromDay', 'toDay', 'clientId', 'by'] as const

/** The filter of the list page from its address. What cannot be meant (a broken id, an old state) is left out. */
export function filterOf(search: URLSearchParams): Partial<AppointmentFilter> {
  const filter: Record<string, unknown> = {}
  for (const name of lists) {
    const values = search
      .getAll(name)
      .flatMap((value) => value.split(','))
      .filter((value) => value !== '' && fits(AppointmentFilter.shape[name], [value]))
    if (values.length > 0) filter[name] = values.slice(0, 100)
  }
  for (const name of singles) {
    const value = search.get(name)
    if (value && fits(AppointmentFilter.shape[name], value)) filter[name] = value
  }
  return filter
}

function fits(schema: z.ZodType, value: unknown): boolean {
  return schema.safeParse(value).success
}

const sorts = [
  'startsAt',
  '-startsAt',
  'createdAt',
  '-createdAt',
  'price',
  '-price',
  'customer',
  '-customer',
] as const

/** The sort of the address; the latest visits first without one. */
export function sortOf(search: URLSearchParams): (typeof sorts)[number] {
  return sorts.find((sort) => sort === search.get('sort')) ?? '-startsAt'
}

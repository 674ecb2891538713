import { api } from '#web/api.ts'
import { formatWhen } from '#web/kit/when.tsx'
import type { FindSource } from '#web/office/find-sources.ts'
import { listAppointments } from '../contract/appointments.ts'
import { listServices, listStaff } from '../contract/catalogue.ts'

const MOST_VISITS = 8
/** Services and people are few, and their pages are one press away. */
const MOST_OTHERS = 5
const LONGEST_QUERY = 100

/** Visits in the command palette, by customer, number, postcode or phone; the latest first. */
export const visitSource: FindSource = {
  label: 'Visits',
  permission: 'booking.view',
  async find(query, _signal, { zone, locale }) {
    const q = query.slice(0, LONGEST_QUERY)
    const { items } = await api(listAppointments, { q, limit: MOST_VISITS })
    return items.map(({ id, number, customerName, serviceName, startsAt }) => ({
      id,
      label: customerName ?? number,
      detail: `${formatWhen(startsAt, 'date-time', zone, locale)} · ${serviceName}`,
      icon: 'clock' as const,
      to: `/appointments/${id}`,
    }))
  },
}

/** Services in the command palette. */
export const serviceSource: FindSource = {
  label: 'Services',
  permission: 'catalogue.view',
  async find(query) {
    const { items } = await api(listServices, { q: query.slice(0, LONGEST_QUERY) })
    return items.slice(0, MOST_OTHERS).map(({ id, name, categoryName }) => ({
      id,
      label: name,
      detail: categoryName ?? undefined,
      icon: 'services' as const,
      to: `/services/${id}`,
    }))
  },
}

/** People in the command palette. */
export const personSource: FindSource = {
  label: 'Staff',
  permission: 'staff.view',
  async find(query) {
    const { items } = await api(listStaff, { q: query.slice(0, LONGEST_QUERY) })
    return items.slice(0, MOST_OTHERS).map(({ id, name, areas }) => ({
      id,
      label: name,
      detail: areas.map(({ postcode }) => postcode).join(', ') || undefined,
      icon: 'staff' as const,
      to: `/staff/${id}`,
    }))
  },
}

import type { Api } from '#web/api.ts'
import { isApiError } from '#web/api.ts'
import { findFreeSlots } from '../contract/guest.ts'

/** What the address of the booking page says so far. */
export interface Choices {
  serviceId: string | null
  postcode: string | null
  staffId: string | null
  /** `extraId:quantity` pairs. */
  extras: string[]
  /** The first day of the week shown. */
  day: string | null
  clientId: string | null
  /** Looks for a client. */
  q: string | null
  /** A start that somebody has picked already, such as in the calendar. */
  startsAt: string | null
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Reads the address; what cannot be meant counts as not chosen. */
export function choicesOf(search: URLSearchParams): Choices {
  const clean = (name: string, pattern: RegExp) => {
    const value = search.get(name)?.trim()
    return value && pattern.test(value) ? value : null
  }
  return {
    serviceId: clean('serviceId', ID),
    postcode: clean('postcode', /^.{2,12}$/),
    staffId: clean('staffId', ID),
    extras: search.getAll('extra').filter((pair) => /^[0-9a-f-]{36}:\d{1,2}$/i.test(pair)),
    day: clean('day', /^\d{4}-\d{2}-\d{2}$/),
    clientId: clean('clientId', ID),
    q: search.get('q')?.trim().slice(0, 100) || null,
    startsAt: clean('startsAt', /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z$/),
  }
}

/** The free times of a week as customers see them, or in words why there are none to show. */
export async function freeTimes(api: Api, orgSlug: string, choices: Choices) {
  const { serviceId, postcode, staffId, day, startsAt } = choices
  if (!serviceId || !postcode) return null
  try {
    const fromDay = day ?? startsAt?.slice(0, 10)
    return {
      problem: null,
      ...(await api(findFreeSlots, {
        orgSlug,
        serviceId,
        postcode,
        extras: choices.extras.join(','),
        ...(staffId && { staffId }),
        ...(fromDay && { fromDay }),
      })),
    }
  } catch (error) {
    if (!isApiError(error) || error.status >= 500) throw error
    return { problem: wordsOf(error), first: null, days: [], slots: [] }
  }
}

function wordsOf(error: { code: string; detail: string; faults: { message: string }[] }): string {
  if (error.code === 'booking.service_not_found') {
    return 'This service is not booked online, so no times are offered. Give another time below.'
  }
  return error.faults[0]?.message ?? error.detail
}

/** The same address with something changed; null takes a choice away. */
export function addressWith(search: string, change: Record<string, string | null>): string {
  const next = new URLSearchParams(search)
  for (const [name, value] of Object.entries(change)) {
    if (value === null) next.delete(name)
    else next.set(name, value)
  }
  return `?${next}`
}

import { listAppointments } from '#modules/booking/contract/appointments.ts'
import { getClient } from '#modules/crm/contract/clients.ts'
import { type Api, isApiError } from '../../api.ts'

const COMING_UP = ['pending', 'confirmed', 'on_the_way', 'in_progress'] as const
const EARLIER = ['completed', 'no_show', 'cancelled'] as const
const HALF_DAY = 12 * 3_600_000

/** The client beside a conversation: who they are, what comes next, what was, and the money. Null where not allowed. */
export async function loadClientFacts(api: Api, clientId: string) {
  const from = new Date(Date.now() - HALF_DAY).toISOString()
  const [client, upcoming, earlier, done, all] = await Promise.all([
    api(getClient, { clientId }),
    allowed(
      api(listAppointments, { clientId, from, status: COMING_UP.join(','), sort: 'startsAt', limit: 3 }),
    ),
    allowed(api(listAppointments, { clientId, status: EARLIER.join(','), sort: '-startsAt', limit: 4 })),
    allowed(api(listAppointments, { clientId, status: 'completed', limit: 1 })),
    allowed(api(listAppointments, { clientId, limit: 1 })),
  ])
  return {
    client,
    upcoming: upcoming?.items ?? null,
    earlier: earlier?.items ?? null,
    figures:
      done && all
        ? {
            visits: done.total,
            owed: Math.max(0, done.sums.price - done.sums.paid),
            paid: all.sums.paid,
            currency: all.sums.currency,
          }
        : null,
  }
}

export type ClientFacts = Awaited<ReturnType<typeof loadClientFacts>>

/** Null where the member's role does not reach, or the client is gone: that part is left out. */
export async function allowed<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (isApiError(error) && (error.status === 403 || error.status === 404)) return null
    throw error
  }
}

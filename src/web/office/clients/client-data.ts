import { listAppointments } from '#modules/booking/contract.ts'
import { findDuplicates, getClient, listTags, listTimeline, TimelineKind } from '#modules/crm/contract.ts'
import { listPayments } from '#modules/payments/contract.ts'
import { type Api, isApiError } from '../../api.ts'

const COMING_UP = ['pending', 'confirmed', 'on_the_way', 'in_progress'] as const

/** Everything the client's page shows, from the modules below; parts the member may not see are null. */
export async function loadClient(api: Api, clientId: string, search: URLSearchParams) {
  const kind = TimelineKind.safeParse(search.get('kind')).data
  const cursor = search.get('cursor') ?? undefined
  const visits = (input: Partial<Parameters<typeof listAppointments.input.parse>[0] & object>) =>
    allowed(api(listAppointments, { clientId, limit: 1, ...input }))
  const from = new Date(Date.now() - 12 * 3_600_000).toISOString()
  const [client, timeline, tags, upcoming, done, all, payments] = await Promise.all([
    api(getClient, { clientId }),
    api(listTimeline, { clientId, kind, cursor, limit: 50 }),
    api(listTags, {}),
    visits({ from, status: COMING_UP.join(','), sort: 'startsAt', limit: 6 }),
    visits({ status: 'completed' }),
    visits({}),
    allowed(api(listPayments, { clientId, limit: 6 })),
  ])
  const { id: exceptId, name, email, phone, address } = client
  const same = await api(findDuplicates, {
    exceptId,
    name,
    email: email ?? undefined,
    phone: phone ?? undefined,
    postcode: address.postcode ?? undefined,
  })
  return {
    client,
    timeline,
    kind: kind ?? null,
    tags: tags.items.map(({ tag }) => tag),
    upcoming: upcoming?.items ?? null,
    done,
    all,
    payments,
    duplicates: same.items,
  }
}

export type ClientData = Awaited<ReturnType<typeof loadClient>>

/** Null where the member's role does not reach: the page leaves that part out. */
async function allowed<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (isApiError(error) && error.status === 403) return null
    throw error
  }
}

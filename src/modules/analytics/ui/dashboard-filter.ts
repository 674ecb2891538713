import type { InputOf } from '#values/endpoint.ts'
import { type Period, periodOf } from '#web/kit/day-periods.ts'
import type { getKpi } from '../contract/dashboard.ts'
import type { RowsTarget } from '../domain/charts/look.ts'

/** What every section is asked with. */
export type Filter = InputOf<typeof getKpi>

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const compares = ['previous', 'year', 'none'] as const
export type Compare = (typeof compares)[number]

/** Names in the address that belong to the filter; the rest belongs to the drawer over the page. */
export const filterNames = ['period', 'from', 'to', 'compare', 'channel', 'team', 'agent', 'businessHours']

/** The period and the filter that an address stands for. What nobody could have chosen is left out. */
export function filterOf(search: URLSearchParams, today: string): { period: Period; filter: Filter } {
  const period = periodOf(search, today)
  const ids = (name: string) => {
    const chosen = search.getAll(name).filter((id) => UUID.test(id))
    return chosen.length > 0 ? { [name]: chosen.slice(0, 50) } : {}
  }
  return {
    period,
    filter: {
      from: period.from,
      to: period.to,
      compare: compareOf(search),
      businessHours: search.get('businessHours') === 'true',
      ...ids('channel'),
      ...ids('team'),
      ...ids('agent'),
    },
  }
}

/** What the period is compared with. */
export function compareOf(search: URLSearchParams): Compare {
  return compares.find((one) => one === search.get('compare')) ?? 'previous'
}

/** The part of an address that is the filter, for links that keep it. */
export function filterSearch(search: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...search].filter(([name]) => filterNames.includes(name)))
}

/** Whether two addresses show the same figures. */
export function isSameFilter(one: URLSearchParams, other: URLSearchParams): boolean {
  const plain = (search: URLSearchParams) => filterSearch(search).toString()
  return plain(one) === plain(other)
}

/** Where the rows behind a figure are, under the present filter. */
export function rowsPath(target: RowsTarget, search: URLSearchParams): string {
  const { metric, ...narrowed } = target
  const kept = filterSearch(search)
  for (const [name, value] of Object.entries(narrowed)) if (value) kept.set(name, value)
  return `/dashboard/rows/${encodeURIComponent(metric)}?${kept}`
}

/** What the rows of an address are asked with: the filter, narrowed to a day, an agent, a channel, a part. */
export function rowsInput(metric: string, search: URLSearchParams, today: string) {
  const { filter } = filterOf(search, today)
  const on = search.get('on')
  const [of, via, part] = ['of', 'via', 'part'].map((name) => search.get(name))
  return {
    ...filter,
    metric,
    ...(on && /^\d{4}-\d\d-\d\d$/.test(on) && { from: on, to: on }),
    ...(of && UUID.test(of) && { agent: [of] }),
    ...(via && UUID.test(via) && { channel: [via] }),
    ...(part && { part: part.slice(0, 120) }),
  }
}

/** `than in the 30 days before`; empty when nothing is compared. */
export function comparedWith({ from, to }: Period, compare: Compare): string {
  if (compare === 'none') return ''
  if (compare === 'year') return 'than a year before'
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1
  return days === 1 ? 'than the day before' : `than the ${days} days before`
}

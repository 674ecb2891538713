import type { Conversation, InboxView } from '../contract/conversations.ts'
import type { ChannelKind, Priority } from '../contract/words.ts'

/** The part of the work a list shows, its filters and its order: all that stands in the address. */
export interface InboxFilter {
  view: InboxView
  q?: string
  channelId?: string[]
  channelKind?: ChannelKind[]
  assigneeId?: string[]
  teamId?: string[]
  priority?: Priority[]
  label?: string[]
  sla?: ('due_soon' | 'overdue')[]
  sort?: InboxSort
}

export type InboxSort = 'due' | 'newest' | 'oldest' | 'waiting' | 'priority'

const views: readonly InboxView[] = ['mine', 'unassigned', 'team', 'all', 'mentions', 'snoozed', 'resolved']
const sorts: readonly InboxSort[] = ['due', 'newest', 'oldest', 'waiting', 'priority']
const kinds: readonly ChannelKind[] = ['whatsapp', 'sms', 'email', 'webchat', 'phone']
const priorities: readonly Priority[] = ['urgent', 'high', 'normal', 'low']
const promises = ['due_soon', 'overdue'] as const
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const MOST = 50

/** Names in the address that narrow the view. */
export const filterNames = [
  'channelKind',
  'channelId',
  'assigneeId',
  'teamId',
  'priority',
  'label',
  'sla',
] as const

/** Reads the address; what cannot be meant is left out, so an old link never fails. */
export function filterOf(search: URLSearchParams): InboxFilter {
  const list = <T extends string>(name: string, known: (value: string) => boolean) => {
    const values = [...new Set(search.getAll(name))].filter(known).slice(0, MOST) as T[]
    return values.length > 0 ? { [name]: values } : {}
  }
  const among = (all: readonly string[]) => (value: string) => all.includes(value)
  const isId = (value: string) => ID.test(value)
  const q = search.get('q')?.trim().slice(0, 100)
  const sort = sorts.find((one) => one === search.get('sort'))
  return {
    view: views.find((one) => one === search.get('view')) ?? 'mine',
    ...(q && { q }),
    ...list('channelKind', among(kinds)),
    ...list('channelId', isId),
    ...list('assigneeId', isId),
    ...list('teamId', isId),
    ...list('priority', among(priorities)),
    ...list('label', (value) => value !== '' && value.length <= 60),
    ...list('sla', among(promises)),
    ...(sort && { sort }),
  }
}

/** How many filters are set, the search left out. */
export function countFilters(filter: InboxFilter): number {
  return filterNames.filter((name) => (filter[name]?.length ?? 0) > 0).length
}

/** The query string with another view; the search and filters stay, the order goes back to the view's own. */
export function searchOfView(search: URLSearchParams, view: InboxView): string {
  const next = new URLSearchParams(search)
  next.delete('sort')
  if (view === 'mine') next.delete('view')
  else next.set('view', view)
  const text = next.toString()
  return text ? `?${text}` : ''
}

/** Only the view: every filter and the search taken away. */
export function searchCleared(search: URLSearchParams): string {
  const view = search.get('view')
  return view ? `?view=${view}` : ''
}

/**
 * Whether a conversation still belongs to a view after a change of ours. Filters besides the view are left to the
 * server; a row that no longer fits goes with the next answer.
 */
export function belongsTo(
  view: InboxView,
  conversation: Pick<Conversation, 'status' | 'assigneeId'>,
  memberId: string,
): boolean {
  const { status, assigneeId } = conversation
  if (view === 'mentions') return true
  if (view === 'resolved' || view === 'snoozed') return status === view
  if (view === 'all') return status !== 'resolved'
  if (status !== 'open') return false
  if (view === 'mine') return assigneeId === memberId
  return view !== 'unassigned' || assigneeId === null
}

/** The row that takes the place of one that leaves: the one below it, or above at the end. */
export function neighbourOf(ids: readonly string[], leaving: readonly string[]): string | null {
  const gone = new Set(leaving)
  const first = ids.findIndex((id) => gone.has(id))
  if (first < 0) return null
  return (
    ids.slice(first).find((id) => !gone.has(id)) ??
    ids.slice(0, first).findLast((id) => !gone.has(id)) ??
    null
  )
}

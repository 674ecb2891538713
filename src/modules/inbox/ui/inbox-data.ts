import { type InfiniteData, type QueryClient, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Endpoint, Output } from '#values/endpoint.ts'
import { type ApiError, api } from '#web/api.ts'
import { useApi } from '#web/query.tsx'
import { listAgents } from '../contract/agents.ts'
import {
  type Conversation,
  getConversation,
  listConversations,
  listMessagesOf,
  type Message,
} from '../contract/conversations.ts'
import { listCannedReplies, listLabels, listMacros, listTeams } from '../contract/rules.ts'
import type { InboxFilter } from './inbox-url.ts'

export type ConversationPage = Output<typeof listConversations>
export type Thread = Output<typeof getConversation>
type Pages = InfiniteData<ConversationPage, string | undefined>

const PAGE = 50
const MINUTE = 60_000

// The same keys as `useApi` makes, so that a command's `invalidates` reaches these as well.
const listKey = [listConversations.method, listConversations.path] as const
const threadKey = (conversationId: string) =>
  [getConversation.method, getConversation.path, { conversationId }] as const
const pagesKey = (filter: InboxFilter) => [...listKey, 'pages', filter] as const

/** What the list asks for. Searches look through everything, newest first; else by least time left. */
export function listInput(filter: InboxFilter) {
  return { ...filter, limit: PAGE }
}

/** The list, page after page. `initial` is the first page as the document brought it. */
export function useConversationPages(filter: InboxFilter, initial: ConversationPage | null) {
  return useInfiniteQuery<ConversationPage, ApiError, Pages, readonly unknown[], string | undefined>({
    queryKey: pagesKey(filter),
    queryFn: ({ pageParam }) =>
      api(listConversations, { ...listInput(filter), ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: undefined,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: (before) => before,
    ...(initial && { initialData: { pages: [initial], pageParams: [undefined] } }),
  })
}

/** The open conversation with its latest messages, or nothing. Another one's thread is never shown meanwhile. */
export function useThread(openId: string | null, initial: Thread | null) {
  const conversationId = openId ?? ''
  return useQuery<Thread, ApiError>({
    queryKey: threadKey(conversationId),
    queryFn: () => api(getConversation, { conversationId }),
    enabled: openId !== null,
    ...(initial && { initialData: initial }),
  })
}

/** Fetches a thread before it is asked for: the pointer rests on its row, or it is the next one. */
export function prefetchThread(client: QueryClient, conversationId: string): void {
  void client.prefetchQuery({
    queryKey: threadKey(conversationId),
    queryFn: () => api(getConversation, { conversationId }),
    staleTime: 30_000,
  })
}

/** Earlier messages, fetched when asked for; they do not change any more. */
export async function fetchEarlier(conversationId: string, cursor: string) {
  return api(listMessagesOf, { conversationId, cursor, limit: PAGE })
}

/** Writes what is known already into every list and the thread, and gives the way back. */
export function patchConversation(
  client: QueryClient,
  conversationId: string,
  change: Partial<Conversation>,
): () => void {
  const patch = (row: Conversation) => (row.id === conversationId ? { ...row, ...change } : row)
  const lists = client.getQueriesData<Pages>({ queryKey: [...listKey, 'pages'] })
  const thread = client.getQueryData<Thread>(threadKey(conversationId))
  for (const [key, pages] of lists) {
    if (pages)
      client.setQueryData(
        key,
        mapRows(pages, (rows) => rows.map(patch)),
      )
  }
  if (thread) {
    client.setQueryData(threadKey(conversationId), { ...thread, conversation: patch(thread.conversation) })
  }
  return () => {
    for (const [key, pages] of lists) client.setQueryData(key, pages)
    if (thread) client.setQueryData(threadKey(conversationId), thread)
  }
}

/** Takes rows out of one list at once; the server's answer follows. */
export function dropRows(client: QueryClient, filter: InboxFilter, ids: readonly string[]): void {
  const gone = new Set(ids)
  client.setQueryData<Pages>(pagesKey(filter), (pages) =>
    pages ? mapRows(pages, (rows) => rows.filter(({ id }) => !gone.has(id)), gone.size) : pages,
  )
}

function mapRows(pages: Pages, change: (rows: Conversation[]) => Conversation[], fewer = 0): Pages {
  return {
    ...pages,
    pages: pages.pages.map((page) => ({
      ...page,
      items: change(page.items),
      total: Math.max(0, page.total - fewer),
    })),
  }
}

/** Puts a message that the server has answered into its thread, once. */
export function addMessage(client: QueryClient, message: Message): void {
  client.setQueryData<Thread>(threadKey(message.conversationId), (thread) => {
    if (!thread) return thread
    const others = thread.messages.filter(({ id }) => id !== message.id)
    return { ...thread, messages: [...others, message].toSorted(byTime) }
  })
}

const byTime = (a: Message, b: Message) =>
  a.createdAt === b.createdAt ? (a.id < b.id ? -1 : 1) : a.createdAt < b.createdAt ? -1 : 1

/** Asks again for the list that is shown and, when named, for one thread. Small lists elsewhere hear of changes by themselves. */
export function refreshInbox(client: QueryClient, conversationId?: string | null): Promise<void> {
  const asked = [client.invalidateQueries({ queryKey: [...listKey, 'pages'] })]
  if (conversationId) asked.push(client.invalidateQueries({ queryKey: threadKey(conversationId) }))
  return Promise.all(asked).then(() => undefined)
}

/** Asks again for a thread that is in the cache. */
export function refreshThread(client: QueryClient, conversationId: string): void {
  void client.invalidateQueries({ queryKey: threadKey(conversationId) })
}

/** What choosing needs (people, teams, labels): asked for once, kept for long, corrected by live changes. */
export interface Choices {
  agents: Output<typeof listAgents>['items']
  teams: Output<typeof listTeams>['items']
  labels: Output<typeof listLabels>['items']
}

const lasting = <E extends Endpoint>(answer: Output<E> | undefined) => ({
  staleTime: 5 * MINUTE,
  live: ['settings'],
  ...(answer !== undefined && { initialData: answer }),
})

export function useChoices(initial: Choices | null): Choices {
  const agents = useApi(
    listAgents,
    {},
    {
      ...lasting<typeof listAgents>(initial ? { items: initial.agents } : undefined),
      live: ['agents'],
    },
  ).data
  const teams = useApi(
    listTeams,
    {},
    lasting<typeof listTeams>(initial ? { items: initial.teams } : undefined),
  ).data
  const labels = useApi(
    listLabels,
    {},
    lasting<typeof listLabels>(initial ? { items: initial.labels } : undefined),
  ).data
  return { agents: agents?.items ?? [], teams: teams?.items ?? [], labels: labels?.items ?? [] }
}

export function useCannedReplies(isWanted: boolean) {
  return useApi(listCannedReplies, {}, { staleTime: MINUTE, live: ['settings'], enabled: isWanted })
}

export function useMacros(isWanted: boolean) {
  return useApi(listMacros, {}, { staleTime: MINUTE, live: ['settings'], enabled: isWanted })
}

import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import {
  useLoaderData,
  useNavigate,
  useNavigation,
  useParams,
  useRouteLoaderData,
  useSearchParams,
} from 'react-router'
import {
  dayOf,
  filterOf,
  type ListHandle,
  neighbourOf,
  prefetchThread,
  useChoices,
  useConversationActs,
  useConversationPages,
  useThread,
} from '#modules/inbox/ui/public.ts'
import { useLocale } from '../../kit/locale.tsx'
import { useSelection } from '../../kit/selection.ts'
import { useMay, useSession } from '../../session.ts'
import type { ConversationData, InboxData } from './inbox-load.ts'

const MINUTE = 60_000
const ENOUGH_ROWS = 10

/** The list, what is open, where the keyboard is, and the ways between them. */
export function useInboxScreen() {
  const initial = useLoaderData<InboxData | null>()
  const { memberId } = useSession()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { openId, search } = usePlace()
  const text = search.toString()
  const filter = useMemo(() => filterOf(new URLSearchParams(text)), [text])
  const isFirst = initial !== null && JSON.stringify(initial.filter) === JSON.stringify(filter)
  const pages = useConversationPages(filter, isFirst ? initial.list : null)
  const choices = useChoices(initial?.choices ?? null)
  const rows = useMemo(() => pages.data?.pages.flatMap(({ items }) => items) ?? [], [pages.data])
  useFullFirstPage(pages, rows.length)
  const ids = useMemo(() => rows.map(({ id }) => id), [rows])
  const first = pages.data?.pages[0]
  const selection = useSelection(ids, first?.total ?? 0)
  const list = useRef<ListHandle>(null)
  const [active, setActive] = useState<string | null>(openId)
  const activeId =
    active && ids.includes(active) ? active : openId && ids.includes(openId) ? openId : (ids[0] ?? null)
  const asOf = useAsOf(initial?.list.asOf)
  const brought = useRouteLoaderData<ConversationData | null>('inbox-conversation') ?? null
  const isBrought = brought !== null && brought.thread.conversation.id === openId
  const thread = useThread(openId, isBrought ? brought.thread : null)

  const pathOf = useCallback(
    (id: string | null) => `/inbox${id ? `/${id}` : ''}${text ? `?${text}` : ''}`,
    [text],
  )
  const place = usePlaceInList(ids, openId)
  const leave = (leaving: readonly string[]) => {
    const next = openId && leaving.includes(openId) ? place(leaving) : neighbourOf(ids, leaving)
    const hadFocus = list.current?.hasFocus() ?? false
    const gone = new Set(leaving)
    if (next) setActive(next)
    if (next && hadFocus) {
      const at = ids.filter((id) => !gone.has(id)).indexOf(next)
      requestAnimationFrame(() => list.current?.focusRow(at))
    }
    if (!openId || !gone.has(openId)) return
    // Where the thread has the screen to itself one goes back to the list.
    const goesOn = next !== null && (list.current?.isInSight() ?? false)
    if (ids.includes(openId)) void navigate(pathOf(goesOn ? next : null), { preventScrollReset: true })
  }
  const acts = useConversationActs({ filter, memberId, onLeave: (id) => leave([id]) })
  const intend = useCallback((id: string) => prefetchThread(client, id), [client])
  const move = (index: number) => {
    const id = ids[index]
    if (!id) return
    setActive(id)
    list.current?.focusRow(index)
    prefetchThread(client, id)
  }
  const focusList = () => {
    const at = ids.indexOf(openId ?? activeId ?? '')
    if (at >= 0 && list.current?.isInSight()) list.current.focusRow(at)
  }
  return {
    memberId,
    mayWrite: useMay('message.send'),
    filter,
    pages,
    rows,
    first,
    total: first?.total ?? 0,
    selection,
    choices,
    views: initial?.views ?? null,
    openId,
    thread,
    /** The open conversation: as its thread says, or the list until that has come. */
    open: thread.data?.conversation ?? rows.find(({ id }) => id === openId) ?? null,
    /** The client that the document brought along with the thread. */
    firstClient: isBrought ? brought.client : null,
    activeId,
    setActive,
    list,
    asOf,
    pathOf,
    leave,
    acts,
    intend,
    move,
    focusList,
  }
}

export type InboxScreen = ReturnType<typeof useInboxScreen>

/** A search stops when it has looked long enough, perhaps with few rows or none: it goes on until there is something to see. */
function useFullFirstPage(pages: ReturnType<typeof useConversationPages>, shown: number): void {
  const { fetchNextPage, hasNextPage, isFetching, isError } = pages
  useEffect(() => {
    if (shown < ENOUGH_ROWS && hasNextPage && !isFetching && !isError) void fetchNextPage()
  }, [shown, hasNextPage, isFetching, isError, fetchNextPage])
}

/** What the address says; already the next one while the router is on its way there, so that a key answers at once. */
function usePlace(): { openId: string | null; search: URLSearchParams } {
  const { conversationId = null } = useParams()
  const [search] = useSearchParams()
  const { location } = useNavigation()
  const ahead = location && /^\/inbox(?:\/([^/]+))?\/?$/.exec(location.pathname)
  if (!location || !ahead) return { openId: conversationId, search }
  return { openId: ahead[1] ?? null, search: new URLSearchParams(location.search) }
}

/**
 * Which row comes after the open one. It counts where that row stood when it was opened: an answer moves it far down, as
 * it is no longer pressing, and the next one is the row that moved up into its place.
 */
function usePlaceInList(ids: readonly string[], openId: string | null) {
  const stood = useRef({ id: '', at: 0 })
  const at = openId ? ids.indexOf(openId) : -1
  useEffect(() => {
    if (openId && at >= 0 && stood.current.id !== openId) stood.current = { id: openId, at }
  }, [openId, at])
  return (leaving: readonly string[]): string | null => {
    if (at < 0) return null
    const gone = new Set(leaving)
    const left = ids.filter((id) => !gone.has(id))
    return left[Math.min(stood.current.at, left.length - 1)] ?? null
  }
}

/** The time that words such as "Today" are made from: the server's at first, and a new one when the day changes. */
function useAsOf(initial: string | undefined): string {
  const { zone } = useLocale()
  const [asOf, setAsOf] = useState(() => initial ?? new Date().toISOString())
  useEffect(() => {
    const timer = setInterval(() => {
      const now = new Date().toISOString()
      setAsOf((before) => (dayOf(before, zone) === dayOf(now, zone) ? before : now))
    }, MINUTE)
    return () => clearInterval(timer)
  }, [zone])
  return asOf
}

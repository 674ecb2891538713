import { useEffect, useRef } from 'react'
import { getToday } from '#modules/booking/contract/calendar.ts'
import { listConversations } from '#modules/inbox/contract/conversations.ts'
import { listMessages } from '#modules/notifications/contract/messages.ts'
import { useLive } from '../live.tsx'
import { useApi } from '../query.tsx'
import { useMay } from '../session.ts'

/** What waits for a person behind an entry of the rail. */
export interface RailCount {
  /** The number, or `30+` where the server stops counting. */
  text: string
  /** What the number counts, for those who hear it: "3 failed". */
  words: string
  /** Something went wrong, rather than being due. */
  isHot: boolean
}

const MINUTE = 60_000
/** `getToday` names at most this many. */
const MOST_NEEDS = 30

/** Counts by the entry's address, fetched after the first paint, live from then on; entries with nothing are absent. */
export function useRailCounts(): Readonly<Record<string, RailCount>> {
  const maySee = useMay('message.view')
  const today = useApi(
    getToday,
    {},
    {
      live: ['appointments', 'payments', 'staff'],
      enabled: useMay('booking.view'),
      staleTime: MINUTE,
      // Visits become late without anybody doing anything.
      refetchInterval: 5 * MINUTE,
    },
  ).data
  const outbox = useApi(
    listMessages,
    { limit: 1 },
    { live: ['messages'], enabled: maySee, staleTime: MINUTE },
  ).data
  const inboxQuery = useApi(
    listConversations,
    { view: 'mine', sla: ['overdue'], limit: 1 },
    {
      enabled: maySee,
      staleTime: MINUTE,
      // Answers become overdue without anybody doing anything.
      refetchInterval: MINUTE,
    },
  )
  useCalmly(maySee ? ['conversations'] : [], () => void inboxQuery.refetch())
  const inbox = inboxQuery.data
  const counts: Record<string, RailCount> = {}
  const mine = inbox?.counts.mine ?? 0
  if (inbox && mine > 0) {
    const words = inbox.total > 0 ? `yours, ${inbox.total} overdue` : 'yours'
    counts['/inbox'] = { text: String(mine), words, isHot: inbox.total > 0 }
  }
  const needs = today?.needs.length ?? 0
  if (needs > 0) {
    const text = needs < MOST_NEEDS ? String(needs) : `${MOST_NEEDS}+`
    counts['/today'] = { text, words: 'need you', isHot: false }
  }
  if (outbox?.failed) counts['/outbox'] = { text: String(outbox.failed), words: 'failed', isHot: true }
  return counts
}

const PAUSE_MS = 3_000

/** Messages come by the second, and every screen has a rail: the number follows a little later, once for many of them. */
function useCalmly(topics: readonly string[], act: () => void): void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => () => clearTimeout(timer.current), [])
  useLive(topics, () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      latest.current()
    }, PAUSE_MS)
  })
}

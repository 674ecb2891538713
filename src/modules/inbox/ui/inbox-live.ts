import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { type LiveChange, useLive } from '#web/live.tsx'
import { refreshInbox, refreshThread } from './inbox-data.ts'

/** The pause after asking again; while changes keep coming it doubles up to the most. */
const LIST_PAUSE = { firstMs: 400, mostMs: 3_200 }
const THREAD_PAUSE = { firstMs: 120, mostMs: 480 }
const TYPING_LASTS_MS = 6_000
const TYPING = 'inbox.typing'
const READ = 'inbox.conversation_read'

/** Runs at once, then at most once in every pause; the last wish is never lost. */
function useThrottled(pause: { firstMs: number; mostMs: number }, act: () => void): () => void {
  const latest = useRef(act)
  const state = useRef<{ timer?: ReturnType<typeof setTimeout>; again: boolean }>({ again: false })
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => () => clearTimeout(state.current.timer), [])
  return () => {
    const run = state.current
    if (run.timer) {
      run.again = true
      return
    }
    latest.current()
    const rest = (nextMs: number) => {
      delete run.timer
      if (!run.again) return
      run.again = false
      latest.current()
      run.timer = setTimeout(() => rest(Math.min(nextMs * 2, pause.mostMs)), nextMs)
    }
    run.timer = setTimeout(() => rest(Math.min(pause.firstMs * 2, pause.mostMs)), pause.firstMs)
  }
}

/** A change that may concern a conversation: it names it, or names nothing because it stands for many. */
function concerns(change: LiveChange, conversationId: string): boolean {
  return change.ids.length === 0 || change.ids.includes(conversationId)
}

/** Keeps list and open thread up to date, and tells who is typing there (member or contact ids). */
export function useInboxLive(
  conversationId: string | null,
  memberId: string,
): { typingIds: readonly string[] } {
  const client = useQueryClient()
  const refreshLists = useThrottled(LIST_PAUSE, () => void refreshInbox(client))
  const refreshOpen = useThrottled(THREAD_PAUSE, () => {
    if (conversationId) refreshThread(client, conversationId)
  })
  const [typing, noteTyping] = useTyping(conversationId)
  useLive(['conversations'], (changes) => {
    // Typing changes no record; what others have read is theirs alone.
    const facts = changes.filter(
      ({ name, ids }) => name !== TYPING && (name !== READ || ids.includes(memberId)),
    )
    for (const change of changes) {
      if (change.name === TYPING && conversationId && change.ids.includes(conversationId)) {
        noteTyping(change.ids.filter((id) => id !== conversationId))
      }
    }
    if (changes.length > 0 && facts.length === 0) return
    if (
      conversationId &&
      (changes.length === 0 || facts.some((change) => concerns(change, conversationId)))
    ) {
      refreshOpen()
    }
    refreshLists()
  })
  return { typingIds: typing }
}

/** Somebody who typed counts as typing for a few seconds. */
function useTyping(conversationId: string | null) {
  const [typing, setTyping] = useState<{ conversationId: string; ids: readonly string[] } | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const note = (ids: readonly string[]) => {
    if (!conversationId) return
    setTyping({ conversationId, ids })
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setTyping(null), TYPING_LASTS_MS)
  }
  const shown = typing && typing.conversationId === conversationId ? typing.ids : none
  return [shown, note] as const
}

const none: readonly string[] = []

import { useState } from 'react'
import { showToast } from '#web/kit/toast.tsx'
import type { Message } from '../contract/conversations.ts'
import { fetchEarlier, type Thread } from './inbox-data.ts'

/** Everything of a thread that has been fetched: the latest messages, and the earlier ones that were asked for. */
export function useSeenMessages(thread: Thread) {
  const { id } = thread.conversation
  const [seen, setSeen] = useState<{ older: Message[]; latest: Message[] }>({
    older: [],
    latest: thread.messages,
  })
  const [cursor, setCursor] = useState(thread.olderCursor)
  const [isBusy, setBusy] = useState(false)
  // The latest messages are a window that moves on; what falls out of it stays in sight.
  if (seen.latest !== thread.messages) {
    const now = new Set(thread.messages.map((message) => message.id))
    const passed = seen.latest.filter((message) => !now.has(message.id))
    setSeen({ older: [...seen.older, ...passed], latest: thread.messages })
  }
  const loadEarlier = async () => {
    if (!cursor || isBusy) return
    setBusy(true)
    try {
      const page = await fetchEarlier(id, cursor)
      setSeen((before) => ({ ...before, older: [...page.items, ...before.older] }))
      setCursor(page.olderCursor)
    } catch {
      showToast({ tone: 'bad', text: 'Earlier messages could not be fetched. Please try again.' })
    } finally {
      setBusy(false)
    }
  }
  return {
    messages: inOrder(seen.older, thread.messages),
    hasEarlier: cursor !== undefined,
    isBusy,
    loadEarlier,
  }
}

/** Each message once, the latest state of it, by time. */
export function inOrder(older: readonly Message[], latest: readonly Message[]): Message[] {
  if (older.length === 0) return [...latest]
  const byId = new Map([...older, ...latest].map((message) => [message.id, message]))
  return [...byId.values()].sort((a, b) =>
    a.createdAt === b.createdAt ? (a.id < b.id ? -1 : 1) : a.createdAt < b.createdAt ? -1 : 1,
  )
}

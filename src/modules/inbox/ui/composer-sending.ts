import { useSyncExternalStore } from 'react'
import type { Attachment } from '../contract/conversations.ts'

/** Something written that our server has not answered yet. It outlives the page of its conversation. */
export interface Sending {
  key: string
  conversationId: string
  mode: 'reply' | 'note'
  body: string
  files: readonly Attachment[]
}

let all: readonly Sending[] = []
const none: readonly Sending[] = []
const byConversation = new Map<string, readonly Sending[]>()
const watchers = new Set<() => void>()
let count = 0

function change(next: readonly Sending[]): void {
  all = next
  byConversation.clear()
  for (const watcher of watchers) watcher()
}

/** Shows it in the thread at once; the key ends it. */
export function beginSending(sending: Omit<Sending, 'key'>): string {
  count += 1
  const key = `sending-${count}`
  change([...all, { ...sending, key }])
  return key
}

export function endSending(key: string): void {
  change(all.filter((one) => one.key !== key))
}

function sendingOf(conversationId: string): readonly Sending[] {
  const known = byConversation.get(conversationId)
  if (known) return known
  const own = all.filter((one) => one.conversationId === conversationId)
  const kept = own.length > 0 ? own : none
  byConversation.set(conversationId, kept)
  return kept
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** What is on its way in a conversation, oldest first. */
export function useSending(conversationId: string): readonly Sending[] {
  return useSyncExternalStore(
    watch,
    () => sendingOf(conversationId),
    () => none,
  )
}

import { useRef } from 'react'
import { api } from '#web/api.ts'
import { noteTyping } from '../contract/conversations.ts'

const EVERY_MS = 4_000

/** Tells colleagues now and then that somebody is writing here. */
export function useTypingSignal(conversationId: string): () => void {
  const last = useRef({ conversationId: '', at: 0 })
  return () => {
    const { conversationId: before, at } = last.current
    if (before === conversationId && Date.now() - at < EVERY_MS) return
    last.current = { conversationId, at: Date.now() }
    void api(noteTyping, { conversationId }).catch(() => {})
  }
}

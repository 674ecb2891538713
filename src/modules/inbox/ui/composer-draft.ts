import { useEffect, useSyncExternalStore } from 'react'
import { api, isApiError } from '#web/api.ts'
import { saveDraft } from '../contract/conversations.ts'
import { cancelUpload, type Upload } from './composer-files.ts'

export type Mode = 'reply' | 'note'

/** What is being written in a conversation. Both modes are kept apart; the server keeps the one that is open. */
export interface Draft {
  mode: Mode
  reply: string
  note: string
  files: readonly Upload[]
  /** Why the last try to send failed; the words are still here. */
  fault: string | null
}

const SAVE_AFTER_MS = 800
const AGAIN_AFTER_MS = 5_000
const empty: Draft = { mode: 'reply', reply: '', note: '', files: [], fault: null }

const drafts = new Map<string, Draft>()
const timers = new Map<string, ReturnType<typeof setTimeout>>()
const watchers = new Set<() => void>()

/** Changes the draft of a conversation, also one that is not open. `isKept` leaves the server's copy alone. */
export function changeDraft(conversationId: string, part: Partial<Draft>, isKept = false): void {
  const now = drafts.get(conversationId) ?? empty
  drafts.set(conversationId, { ...now, ...part })
  for (const watcher of watchers) watcher()
  if (!isKept && ('reply' in part || 'note' in part || 'mode' in part)) planSaving(conversationId)
}

/** The draft as it stands, for those who change it. */
export function draftNow(conversationId: string): Draft {
  return drafts.get(conversationId) ?? empty
}

/** Forgets what was written, when it was sent. The server forgets its copy by itself. */
export function clearDraft(conversationId: string, mode: Mode): void {
  clearTimeout(timers.get(conversationId))
  timers.delete(conversationId)
  const { files } = draftNow(conversationId)
  if (mode === 'reply') for (const file of files) cancelUpload(file, { keepStored: true })
  changeDraft(conversationId, { [mode]: '', fault: null, ...(mode === 'reply' && { files: [] }) }, true)
}

function planSaving(conversationId: string, delay = SAVE_AFTER_MS): void {
  clearTimeout(timers.get(conversationId))
  timers.set(
    conversationId,
    setTimeout(() => save(conversationId), delay),
  )
}

function save(conversationId: string): void {
  if (!timers.delete(conversationId)) return
  const { mode, reply, note } = draftNow(conversationId)
  // A draft that cannot be kept now is still on the screen; it is tried again until it can.
  void api(saveDraft, { conversationId, mode, body: mode === 'reply' ? reply : note }).catch((error) => {
    const mayPass = !isApiError(error) || error.status >= 500 || error.status === 0
    if (mayPass && !timers.has(conversationId)) planSaving(conversationId, AGAIN_AFTER_MS)
  })
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** The draft of a conversation: what was typed here, else what the server kept from before. */
export function useDraft(conversationId: string, kept: { mode: Mode; body: string } | null): Draft {
  const start = kept ? { ...empty, mode: kept.mode, [kept.mode]: kept.body } : empty
  const key = JSON.stringify(kept)
  useEffect(() => {
    const before = JSON.parse(key) as typeof kept
    if (!drafts.has(conversationId)) {
      drafts.set(conversationId, before ? { ...empty, mode: before.mode, [before.mode]: before.body } : empty)
    }
    const saveNow = () => {
      const timer = timers.get(conversationId)
      if (timer === undefined) return
      clearTimeout(timer)
      save(conversationId)
    }
    window.addEventListener('pagehide', saveNow)
    return () => {
      window.removeEventListener('pagehide', saveNow)
      saveNow()
    }
  }, [conversationId, key])
  const text = useSyncExternalStore(
    watch,
    () => drafts.get(conversationId) ?? null,
    () => null,
  )
  return text ?? start
}

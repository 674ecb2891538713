import type { Live } from '#platform/live.ts'

/** What happened in a conversation that a visitor's browser waits for. */
export type Ring = 'message' | 'typing'

/** Conversations, and the contact in each: by which their own typing is known. */
export type Thread = readonly { conversationId: string; contactId: string }[]

/** Rings when something happens in one of the conversations; each bell is heard once. */
interface Bells {
  /** Resolves with the first thing that happens, or with null after so many milliseconds. */
  listen(orgId: string, thread: Thread, ms: number): Promise<Ring | null>
}

/** Somebody is writing: the conversation's id, and the member's or contact's. */
export const TYPING = 'inbox.typing'
const MOST_WAITING = 5_000

const known = new WeakMap<Live, Bells>()

/** The bells of this process: they hear what open screens hear, also what happened in other processes. */
export function bellsOf(live: Live): Bells {
  const found = known.get(live)
  if (found) return found
  const bells = createBells(live)
  known.set(live, bells)
  return bells
}

function createBells(live: Live): Bells {
  const waiting = new Map<string, Set<Hear>>()
  let count = 0
  live.onChange((orgId, changes) => {
    if (count === 0) return
    for (const { topic, name, ids } of changes) {
      if (topic !== 'conversations') continue
      const ring: Ring = name === TYPING ? 'typing' : 'message'
      for (const id of ids) for (const hear of waiting.get(`${orgId} ${id}`) ?? []) hear(ring, ids)
    }
  })
  return {
    listen(orgId, thread, ms) {
      // So many open pages: they ask again soon instead of waiting here.
      if (count >= MOST_WAITING) return Promise.resolve(null)
      const { promise, resolve } = Promise.withResolvers<Ring | null>()
      const own = new Set(thread.map(({ contactId }) => contactId))
      const hear: Hear = (ring, ids) => {
        if (ring === 'message' || !ids.some((id) => own.has(id))) resolve(ring)
      }
      const keys = thread.map(({ conversationId }) => `${orgId} ${conversationId}`)
      count++
      const timer = setTimeout(() => resolve(null), ms).unref()
      for (const key of keys) waiting.set(key, (waiting.get(key) ?? new Set()).add(hear))
      return promise.finally(() => {
        count--
        clearTimeout(timer)
        for (const key of keys) forget(waiting, key, hear)
      })
    },
  }
}

type Hear = (ring: Ring, ids: readonly string[]) => void

function forget(waiting: Map<string, Set<Hear>>, key: string, hear: Hear): void {
  const set = waiting.get(key)
  set?.delete(hear)
  if (set?.size === 0) waiting.delete(key)
}

/** Gathers items per key and hands them over together. */
export interface Batcher<T> {
  add(key: string, items: readonly T[]): void
  /** Hands over what waits, at once. */
  drain(): void
  stop(): void
}

export interface BatchWindow {
  /** The pause after a hand-over, in milliseconds. */
  firstMs: number
  /** Under a lasting burst the pause doubles up to this. */
  mostMs: number
}

interface Waiting<T> {
  items: T[]
  pauseMs: number
  cancel(): void
}

/**
 * The first item after a quiet time leaves at the end of the current turn of the event loop, so a lone change is
 * not slowed down and its writer does not pay for telling others; a burst leaves in batches (PLAT-074).
 */
export function createBatcher<T>(
  window: BatchWindow,
  handOver: (key: string, items: T[]) => void,
): Batcher<T> {
  const waiting = new Map<string, Waiting<T>>()

  function flush(key: string, entry: Waiting<T>, nextPauseMs: number): void {
    const { items } = entry
    if (items.length === 0) return void waiting.delete(key)
    entry.items = []
    entry.pauseMs = nextPauseMs
    const timer = setTimeout(
      () => flush(key, entry, Math.min(entry.pauseMs * 2, window.mostMs)),
      nextPauseMs,
    ).unref()
    entry.cancel = () => clearTimeout(timer)
    handOver(key, items)
  }

  return {
    add(key, items) {
      const entry = waiting.get(key)
      if (entry) return void entry.items.push(...items)
      const fresh: Waiting<T> = { items: [...items], pauseMs: window.firstMs, cancel: () => {} }
      const turn = setImmediate(() => flush(key, fresh, window.firstMs))
      fresh.cancel = () => clearImmediate(turn)
      waiting.set(key, fresh)
    },
    drain() {
      for (const [key, { items, cancel }] of waiting) {
        cancel()
        if (items.length > 0) handOver(key, items)
      }
      waiting.clear()
    },
    stop() {
      for (const { cancel } of waiting.values()) cancel()
      waiting.clear()
    },
  }
}

import { useSyncExternalStore } from 'react'

// One clock for the whole page. Parts look at their own words and are drawn again only when those have changed, so a
// list of hundreds of countdowns costs a comparison each second.

const watchers = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  timer ??= setInterval(() => {
    if (document.visibilityState === 'visible') for (const tell of watchers) tell()
  }, 1_000)
  return () => {
    watchers.delete(watcher)
    if (watchers.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** Words made from the time, kept up to date. `asOf` is the server's time of the answer, for the first document. */
export function useTicking(words: (now: number) => string, asOf: string): string {
  return useSyncExternalStore(
    watch,
    () => words(Date.now()),
    () => words(Date.parse(asOf)),
  )
}

import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import { useLive } from '#web/live.tsx'

const TOPICS = ['figures', 'agents']
/** Many changes at once are one question. */
const GATHER_MS = 150

/**
 * Asks for the figures again when something changed: at most once in so many seconds, and only while somebody
 * looks. What is off the screen is asked for when it comes back.
 */
export function useLiveFigures(everySeconds: number): void {
  const client = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const last = useRef(0)
  const isOwed = useRef(false)

  const refresh = useCallback(() => {
    timer.current = undefined
    if (document.hidden) {
      isOwed.current = true
      return
    }
    last.current = Date.now()
    void client.invalidateQueries({
      predicate: ({ queryKey }) =>
        String(queryKey[1]).startsWith('/api/v1/dashboard/') && !isOwnFiles(queryKey[1]),
    })
  }, [client])

  const hear = useCallback(() => {
    if (timer.current !== undefined) return
    const wait = Math.max(GATHER_MS, last.current + everySeconds * 1000 - Date.now())
    timer.current = setTimeout(refresh, wait)
  }, [everySeconds, refresh])

  useLive(TOPICS, hear)
  useEffect(() => {
    const look = () => {
      if (document.hidden || !isOwed.current) return
      isOwed.current = false
      refresh()
    }
    document.addEventListener('visibilitychange', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      clearTimeout(timer.current)
      timer.current = undefined
    }
  }, [refresh])
}

function isOwnFiles(path: unknown): boolean {
  return String(path).startsWith('/api/v1/dashboard/exports')
}

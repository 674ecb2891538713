import { useEffect, useRef } from 'react'
import { useRevalidator } from 'react-router'

/** Loads the page's data again every so often while the tab is seen: for figures that change without an event. */
export function useRefresh(everyMs: number): void {
  const { revalidate, state } = useRevalidator()
  const isIdle = useRef(true)
  useEffect(() => {
    isIdle.current = state === 'idle'
  }, [state])
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && isIdle.current) void revalidate()
    }, everyMs)
    return () => clearInterval(timer)
  }, [everyMs, revalidate])
}

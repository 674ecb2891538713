import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

// The thread's box grows from its end (`column-reverse`), so the first picture from the server already shows the latest
// messages, and earlier ones come in above without anything moving. `scrollTop` is 0 at the end and negative above.

const AT_END_PX = 60
const NEAR_START_PX = 240

/** How far up a thread was left, so that coming back shows the same place. */
const left = new Map<string, number>()

const useBeforePaint = typeof window === 'undefined' ? useEffect : useLayoutEffect

interface ScrollOptions {
  box: RefObject<HTMLElement | null>
  conversationId: string
  /** The last entry's key; a new one means something was added at the end. */
  lastKey: string
  /** The last entry is our own: then we always want to see it. */
  isOwn: boolean
  onNearStart: () => void
}

/** Keeps the place while messages arrive, follows them at the end, and counts what came while looking further up. */
export function useThreadScroll({ box, conversationId, lastKey, isOwn, onNearStart }: ScrollOptions) {
  const [isAtEnd, setAtEnd] = useState(true)
  const [unseen, setUnseen] = useState(0)
  const before = useRef({ lastKey, height: 0 })
  const nearStart = useRef(onNearStart)
  useEffect(() => {
    nearStart.current = onNearStart
  })

  useBeforePaint(() => {
    const element = box.current
    if (!element) return
    const up = left.get(conversationId)
    if (up) element.scrollTop = -up
    before.current.height = element.scrollHeight
    return () => {
      const distance = -element.scrollTop
      if (distance > AT_END_PX) left.set(conversationId, distance)
      else left.delete(conversationId)
    }
  }, [box, conversationId])

  useBeforePaint(() => {
    const element = box.current
    if (!element) return
    const was = before.current
    if (was.lastKey !== lastKey) {
      const isUp = -element.scrollTop > AT_END_PX
      if (isOwn) element.scrollTop = 0
      else if (isUp) {
        // What comes in below must not move what is being read.
        element.scrollTop -= element.scrollHeight - was.height
        setUnseen((count) => count + 1)
      }
    }
    before.current = { lastKey, height: element.scrollHeight }
  }, [box, lastKey, isOwn])

  const onScroll = useCallback(() => {
    const element = box.current
    if (!element) return
    const distance = -element.scrollTop
    const atEnd = distance < AT_END_PX
    setAtEnd(atEnd)
    if (atEnd) setUnseen(0)
    if (element.scrollHeight - element.clientHeight - distance < NEAR_START_PX) nearStart.current()
  }, [box])

  const toEnd = useCallback(() => {
    box.current?.scrollTo({ top: 0, behavior: 'smooth' })
    setUnseen(0)
  }, [box])

  return { isAtEnd, unseen, onScroll, toEnd }
}

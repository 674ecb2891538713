import {
  type PointerEvent as ReactPointerEvent,
  type RefObject,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react'
import type { Output } from '#values/endpoint.ts'
import { api } from '#web/api.ts'
import { type Appointment, checkMove } from '../contract/appointments.ts'

export interface Target {
  startsAt: string
  endsAt: string
  staffId: string
}
export type Check = Output<typeof checkMove>

/** A visit on its way: in the hand, or dropped and waiting for an answer. */
export interface Drag {
  visit: Appointment
  target: Target
  isDropped: boolean
  /** The answer for this very target; null until it is there. */
  check: Check | null
  /** Why there is no answer: the connection, or a visit that is gone. */
  fault?: string
}

type Mode = 'move' | 'resize'

/** What is in the hand, and how it was taken. */
export interface Held {
  visit: Appointment
  mode: Mode
  pointerId: number
  x: number
  y: number
  /** How far below the visit's upper edge it was taken, in px. */
  offset: number
}
interface Grip extends Held {
  hold: ReturnType<typeof setTimeout> | undefined
  isOn: boolean
  /** Escape was pressed; the button is still down and its release must not count. */
  isCancelled?: boolean
}

const SLOP_PX = 5
const LONG_PRESS_MS = 250
const CHECK_AFTER_MS = 120
const EDGE_PX = 36
const EDGE_STEP_PX = 14

/** The place on the board under the pointer. */
export type Locate = (event: PointerEvent, held: Held, board: HTMLElement) => Target

/**
 * Drags visits over the board with mouse, pen or (after a long press) finger. While a visit is in the hand each
 * new place is checked; after the drop it stays where it is until `end` or a move.
 */
export function useDrag(board: RefObject<HTMLElement | null>, locate: Locate) {
  const [drag, setDrag] = useState<Drag | null>(null)
  const grip = useRef<Grip | null>(null)
  const end = useCallback(() => setDrag(null), [])
  const retarget = useCallback(
    (target: Target, isDropped: boolean) =>
      setDrag(
        (now) => now && { ...now, isDropped, ...(isSame(now.target, target) ? {} : { target, check: null }) },
      ),
    [],
  )
  useCheck(drag, setDrag)
  useGestures({ board, locate, grip, retarget, setDrag })

  const grab = useCallback((event: ReactPointerEvent, visit: Appointment, mode: Mode) => {
    if (event.button !== 0 || grip.current) return
    const block = event.currentTarget.getBoundingClientRect()
    const { pointerId, clientX: x, clientY: y } = event
    const held: Grip = { visit, mode, pointerId, x, y, offset: y - block.top, hold: undefined, isOn: false }
    grip.current = held
    if (event.pointerType === 'touch') {
      held.hold = setTimeout(() => {
        held.isOn = true
        setDrag({ visit, target: placeOf(visit), isDropped: false, check: null })
      }, LONG_PRESS_MS)
    }
  }, [])
  return { drag, grab, end, retarget }
}

/** Where a visit stands now. */
export function placeOf({ startsAt, endsAt, staffId }: Target): Target {
  return { startsAt, endsAt, staffId }
}

/** Whether two places are the same. */
export function isSame(one: Target, other: Target): boolean {
  return one.startsAt === other.startsAt && one.endsAt === other.endsAt && one.staffId === other.staffId
}

/** Asks for each new place once the hand rests for a moment; late answers for other places are dropped. */
function useCheck(drag: Drag | null, setDrag: (change: (now: Drag | null) => Drag | null) => void): void {
  const { visit, target } = drag ?? {}
  const visitId = visit?.id
  const isAtHome = visit && target && isSame(visit, target)
  useEffect(() => {
    if (!visitId || !target || isAtHome) return
    let isCurrent = true
    const note = (change: Partial<Drag>) => {
      if (isCurrent) setDrag((now) => now && { ...now, ...change })
    }
    const timer = setTimeout(() => {
      api(checkMove, { appointmentId: visitId, ...target }).then(
        (check) => note({ check }),
        (error: Error) => note({ check: { ok: false, reasons: [], alternatives: [] }, fault: error.message }),
      )
    }, CHECK_AFTER_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [visitId, target, isAtHome, setDrag])
}

interface Gestures {
  board: RefObject<HTMLElement | null>
  locate: Locate
  grip: RefObject<Grip | null>
  retarget: (target: Target, isDropped: boolean) => void
  setDrag: (drag: Drag | null) => void
}

function useGestures(gestures: Gestures): void {
  const latest = useRef(gestures)
  useEffect(() => {
    latest.current = gestures
  })
  const { board } = gestures
  useEffect(() => {
    const element = board.current
    if (!element) return
    const stop = new AbortController()
    const { signal } = stop
    window.addEventListener('pointermove', (event) => move(event, latest.current), { signal })
    window.addEventListener('pointerup', (event) => drop(event, latest.current), { signal })
    window.addEventListener('pointercancel', () => cancel(latest.current), { signal })
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Escape') letGo(latest.current)
      },
      { signal },
    )
    // Not passive and there from the start: only so may a finger that holds a visit keep the page from scrolling.
    const keepStill = (event: Event) => latest.current.grip.current?.isOn && event.preventDefault()
    element.addEventListener('touchmove', keepStill, { passive: false, signal })
    element.addEventListener(
      'contextmenu',
      (event) => latest.current.grip.current?.hold !== undefined && event.preventDefault(),
      { signal },
    )
    return () => stop.abort()
  }, [board])
}

function move(event: PointerEvent, { board, locate, grip, retarget, setDrag }: Gestures): void {
  const held = grip.current
  if (!held || held.isCancelled || !board.current || event.pointerId !== held.pointerId) return
  if (!held.isOn) {
    if (Math.hypot(event.clientX - held.x, event.clientY - held.y) < SLOP_PX) return
    if (held.hold !== undefined) {
      // A finger that moves before the long press is over scrolls the page.
      clearTimeout(held.hold)
      grip.current = null
      return
    }
    held.isOn = true
    setDrag({ visit: held.visit, target: placeOf(held.visit), isDropped: false, check: null })
  }
  event.preventDefault()
  scrollAtEdge(board.current, event)
  retarget(locate(event, held, board.current), false)
}

function scrollAtEdge(board: HTMLElement, { clientX, clientY }: PointerEvent): void {
  const { left, right, top, bottom } = board.getBoundingClientRect()
  const pull = (at: number, from: number, to: number) =>
    at < from ? -EDGE_STEP_PX : at > to ? EDGE_STEP_PX : 0
  board.scrollBy(
    pull(clientX, left + EDGE_PX, right - EDGE_PX),
    pull(clientY, top + EDGE_PX, bottom - EDGE_PX),
  )
}

function drop(event: PointerEvent, { board, locate, grip, retarget, setDrag }: Gestures): void {
  const held = grip.current
  if (!held || event.pointerId !== held.pointerId) return
  clearTimeout(held.hold)
  grip.current = null
  if (!held.isOn || !board.current) return
  swallowClick()
  if (held.isCancelled) return
  const target = locate(event, held, board.current)
  if (isSame(target, held.visit)) setDrag(null)
  else retarget(target, true)
}

/** Escape: the visit is back in its place, though the button may still be down. */
function letGo(gestures: Gestures): void {
  const held = gestures.grip.current
  cancel(gestures)
  if (held?.isOn) gestures.grip.current = { ...held, isCancelled: true }
}

function cancel({ grip, setDrag }: Gestures): void {
  clearTimeout(grip.current?.hold)
  grip.current = null
  setDrag(null)
}

/** The press that ends a drag is no press on the link below. */
function swallowClick(): void {
  const stop = new AbortController()
  const swallow = (event: Event) => {
    event.preventDefault()
    event.stopPropagation()
  }
  window.addEventListener('click', swallow, { capture: true, once: true, signal: stop.signal })
  setTimeout(() => stop.abort(), 50)
}

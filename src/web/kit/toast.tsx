import { useEffect, useId, useSyncExternalStore } from 'react'
import { Button } from './button.tsx'
import { ShapeMark } from './shape.tsx'

export interface Toast {
  tone: 'good' | 'bad' | 'info'
  text: string
  /** Takes it back; the toast then stays for 10 s. */
  undo?: () => Promise<void>
}

interface ShownToast extends Toast {
  id: number
}

let shown: readonly ShownToast[] = []
let nextId = 1
/** Places on the page where toasts can stand; dialogs' come after the layout's. */
let places: readonly string[] = []
const watchers = new Set<() => void>()
const none: readonly ShownToast[] = []

function change(to: readonly ShownToast[]): void {
  shown = to
  for (const watcher of watchers) watcher()
}

function movePlaces(to: readonly string[]): void {
  places = to
  change(shown)
}

const watch = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** Shows a short message at the foot of the screen; bad news stays longer. At most three are shown. */
export function showToast(toast: Toast): void {
  const id = nextId++
  change([...shown.slice(-2), { ...toast, id }])
  setTimeout(() => dismiss(id), toast.undo ? 10_000 : toast.tone === 'bad' ? 8_000 : 4_000)
}

function dismiss(id: number): void {
  change(shown.filter((toast) => toast.id !== id))
}

async function takeBack({ id, undo }: ShownToast): Promise<void> {
  dismiss(id)
  try {
    await undo?.()
    showToast({ tone: 'info', text: 'Taken back' })
  } catch (error) {
    showToast({ tone: 'bad', text: error instanceof Error ? error.message : 'That could not be taken back.' })
  }
}

const shapes = { good: 'check', bad: 'diamond', info: 'dot' } as const

/**
 * A place where toasts appear: one per layout, and one in every dialog, because an open modal dialog makes all that
 * is outside of it inert, "Undo" included. The uppermost place has them.
 */
export function Toasts({ inDialog = false }: { inDialog?: boolean }) {
  const id = useId()
  useEffect(() => {
    movePlaces(inDialog ? [...places, id] : [id, ...places])
    return () => movePlaces(places.filter((place) => place !== id))
  }, [id, inDialog])
  const toasts = useSyncExternalStore(
    watch,
    () => (places.at(-1) === id ? shown : none),
    () => none,
  )
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} className={`toast ${toast.tone}`}>
          <ShapeMark shape={shapes[toast.tone]} />
          <span className="grow">{toast.text}</span>
          {toast.undo && (
            <Button size="sm" icon="undo" onClick={() => void takeBack(toast)}>
              Undo
            </Button>
          )}
          <Button size="sm" tone="quiet" icon="cross" iconOnly onClick={() => dismiss(toast.id)}>
            Dismiss
          </Button>
        </div>
      ))}
    </div>
  )
}

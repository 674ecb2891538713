import { useSyncExternalStore } from 'react'
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
const watchers = new Set<() => void>()
const none: readonly ShownToast[] = []

function change(to: readonly ShownToast[]): void {
  shown = to
  for (const watcher of watchers) watcher()
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

/** The place where toasts appear; once per layout. */
export function Toasts() {
  const toasts = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => shown,
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

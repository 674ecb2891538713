import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Button } from './button.tsx'
import { Toasts } from './toast.tsx'

interface DialogProps {
  title: ReactNode
  /** Called after it was closed by Escape, the cross, or a press beside it. */
  onClose: () => void
  children: ReactNode
  /** Buttons at the foot, the main one last. */
  actions?: ReactNode
  width?: number
  /** `side` slides in at the right: a record over its list. */
  place?: 'middle' | 'side' | 'top'
  /** Without the head: the content brings its own (the palette). */
  bare?: boolean
}

/** The browser's own modal dialog: it keeps the focus inside and gives it back. Render it only while open. */
export function Dialog({ title, onClose, children, actions, width, place = 'middle', bare }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const dialog = box.current
    if (dialog && !dialog.open) dialog.showModal()
    return () => dialog?.close()
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
    <dialog
      ref={box}
      className={`dialog ${place}`}
      style={width ? { maxWidth: width } : undefined}
      aria-labelledby={bare ? undefined : titleId}
      aria-label={bare && typeof title === 'string' ? title : undefined}
      onClose={(event) => event.target === box.current && onClose()}
      onClick={(event) => event.target === box.current && box.current.close()}
    >
      <div className="dialog-b">
        {!bare && (
          <header>
            <h2 id={titleId}>{title}</h2>
            <Button tone="quiet" size="sm" icon="cross" iconOnly onClick={() => box.current?.close()}>
              Close
            </Button>
          </header>
        )}
        <div className="dialog-c">{children}</div>
        {actions && <footer>{actions}</footer>}
      </div>
      <Toasts inDialog />
    </dialog>
  )
}

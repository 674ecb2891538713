import { type FocusEvent, type MouseEvent, type ReactNode, useId, useRef } from 'react'

interface Describe {
  'aria-describedby'?: string
  onMouseEnter?: (event: MouseEvent<HTMLElement>) => void
  onMouseLeave?: () => void
  onFocus?: (event: FocusEvent<HTMLElement>) => void
  onBlur?: () => void
}

/** A short explanation on hover and focus, in the top layer so that no card cuts it off. */
export function Tip({ text, children }: { text?: string; children: (describe: Describe) => ReactNode }) {
  const id = useId()
  const tip = useRef<HTMLDivElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  if (!text) return children({})

  const show = (anchor: HTMLElement, delay: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => place(tip.current, anchor), delay)
  }
  const hide = () => {
    clearTimeout(timer.current)
    tip.current?.hidePopover?.()
  }
  return (
    <>
      {children({
        'aria-describedby': id,
        onMouseEnter: (event) => show(event.currentTarget, 350),
        onMouseLeave: hide,
        onFocus: (event) => {
          if (event.currentTarget.matches(':focus-visible')) show(event.currentTarget, 0)
        },
        onBlur: hide,
      })}
      <div ref={tip} id={id} role="tooltip" className="tip" popover="manual">
        {text}
      </div>
    </>
  )
}

function place(tip: HTMLDivElement | null, anchor: HTMLElement): void {
  if (!tip?.showPopover || !anchor.isConnected) return
  tip.showPopover()
  const box = anchor.getBoundingClientRect()
  const left = Math.max(8, Math.min(box.left + 8, window.innerWidth - tip.offsetWidth - 8))
  const below = box.bottom + 6
  const fits = below + tip.offsetHeight < window.innerHeight
  tip.style.left = `${left}px`
  tip.style.top = `${fits ? below : box.top - tip.offsetHeight - 6}px`
}

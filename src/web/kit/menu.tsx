import { type ButtonHTMLAttributes, type KeyboardEvent, type ReactNode, useId, useRef } from 'react'
import { Link } from 'react-router'
import { Icon, type IconName } from './icon.tsx'
import { placePopover } from './place-popover.ts'

interface MenuProps {
  /** The button's name for screen readers, instead of what the trigger shows. */
  label: string
  trigger: ReactNode
  children: ReactNode
  className?: string
  align?: 'start' | 'end'
  side?: 'bottom' | 'top'
  /** Marks the trigger as standing for the open page. */
  isCurrent?: boolean
}

/** A button with a menu in the top layer; Escape and a press outside close it, arrows move. */
export function Menu({
  label,
  trigger,
  children,
  className,
  align = 'start',
  side = 'bottom',
  isCurrent,
}: MenuProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const onToggle = () => {
    const isOpen = menu.current?.matches(':popover-open') ?? false
    button.current?.setAttribute('aria-expanded', String(isOpen))
    if (!isOpen) return
    placePopover(menu.current!, button.current!, align, side)
    menu.current!.querySelector<HTMLElement>('a, button, input')?.focus({ preventScroll: true })
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        popoverTarget={id}
        aria-haspopup="true"
        aria-expanded="false"
        aria-current={isCurrent ? 'page' : undefined}
      >
        <span className="vh">{label}</span>
        <span className="through" aria-hidden="true">
          {trigger}
        </span>
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys move between the items inside */}
      <div
        ref={menu}
        id={id}
        className="menu"
        popover="auto"
        onToggle={onToggle}
        onKeyDown={(event) => move(event)}
        onClick={(event) => {
          if ((event.target as Element).closest('[data-closes]')) menu.current?.hidePopover()
        }}
      >
        {children}
      </div>
    </>
  )
}

function move(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step) return
  event.preventDefault()
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('a, button:not(:disabled)')]
  const at = items.indexOf(document.activeElement as HTMLElement)
  items.at((at + step + items.length) % items.length)?.focus()
}

interface MenuItemProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon?: IconName
  /** Goes somewhere instead of doing something. */
  to?: string
  tone?: 'plain' | 'bad'
  /** A key that does the same. */
  shortcut?: string
}

/** One line of a menu: a link with `to`, else a button. */
export function MenuItem({ icon, to, tone = 'plain', shortcut, children, ...rest }: MenuItemProps) {
  const className = `menu-i ${tone === 'bad' ? 'bad' : ''}`
  const content = (
    <>
      {icon ? <Icon name={icon} /> : <span className="i" />}
      <span className="grow cut">{children}</span>
      {shortcut && <kbd>{shortcut}</kbd>}
    </>
  )
  if (to) {
    return (
      <Link className={className} to={to} data-closes>
        {content}
      </Link>
    )
  }
  return (
    <button type="button" {...rest} className={className} data-closes>
      {content}
    </button>
  )
}

/** A heading inside a menu. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return <div className="menu-l">{children}</div>
}

/** A hairline between groups. */
export function MenuLine() {
  return <hr className="menu-hr" />
}

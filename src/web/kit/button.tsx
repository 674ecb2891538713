import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Link, type LinkProps } from 'react-router'
import { Icon, type IconName } from './icon.tsx'

export interface ButtonLook {
  /** One `primary` per view. `quiet` has no border; `danger` only inside a confirmation. */
  tone?: 'primary' | 'plain' | 'quiet' | 'danger'
  /** 28, 32, 48 (public) or 52 px (the public page's main button). */
  size?: 'sm' | 'md' | 'lg' | 'xl'
  icon?: IconName
  /** Only the icon is seen; the children are read out. */
  iconOnly?: boolean
  wide?: boolean
}

function classOf({ tone = 'plain', size = 'md', iconOnly, wide }: ButtonLook, own = ''): string {
  const tones = { primary: 'pri', plain: '', quiet: 'quiet', danger: 'danger' }
  const parts = ['btn', tones[tone], size === 'md' ? '' : size, iconOnly && 'icon', wide && 'wide', own]
  return parts.filter(Boolean).join(' ')
}

function Content({ icon, iconOnly, size, children }: ButtonLook & { children?: ReactNode }) {
  const pixels = size === 'lg' || size === 'xl' ? 18 : 16
  return (
    <>
      {icon && <Icon name={icon} size={pixels} />}
      {iconOnly ? <span className="vh">{children}</span> : children}
    </>
  )
}

/** A button. `busy` keeps it in place, says so to screen readers and refuses a second press. */
export function Button({
  tone,
  size,
  icon,
  iconOnly,
  wide,
  busy,
  className,
  children,
  ...rest
}: ButtonLook & ButtonHTMLAttributes<HTMLButtonElement> & { busy?: boolean }) {
  const look = { tone, size, icon, iconOnly, wide }
  return (
    <button
      type="button"
      {...rest}
      className={classOf(look, className)}
      {...(busy && { 'aria-busy': true, onClick: (event) => event.preventDefault() })}
    >
      {busy && <span className="turn" aria-hidden="true" />}
      <Content {...look} icon={busy ? undefined : icon}>
        {children}
      </Content>
    </button>
  )
}

/** A link that looks like a button; goes somewhere, changes nothing. */
export function LinkButton({
  tone,
  size,
  icon,
  iconOnly,
  wide,
  className,
  children,
  ...rest
}: ButtonLook & LinkProps) {
  const look = { tone, size, icon, iconOnly, wide }
  return (
    <Link prefetch="intent" {...rest} className={classOf(look, className)}>
      <Content {...look}>{children}</Content>
    </Link>
  )
}

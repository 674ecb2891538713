import type { ReactNode } from 'react'
import './operations.css'

/** A box that scrolls by itself. It takes the focus, so that the keyboard can scroll it too (WCAG 2.1.1). */
export function ScrollBox(props: { label: string; className: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable regions must be reachable by keyboard
    <section className={props.className} aria-label={props.label} tabIndex={0}>
      {props.children}
    </section>
  )
}

/** Text or data as a program sent it. */
export function CodeBlock({ label, children }: { label: string; children: unknown }) {
  return (
    <ScrollBox label={label} className="code">
      {typeof children === 'string' ? children : JSON.stringify(children, null, 2)}
    </ScrollBox>
  )
}

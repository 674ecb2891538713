import type { ReactNode } from 'react'
import { NavLink } from 'react-router'

export interface Tab {
  to: string
  label: ReactNode
  count?: number
  /** Matches only this address, not what lies below it. */
  end?: boolean
}

/** Sections of a record as links, so that each has its own address. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <NavLink key={tab.to} to={tab.to} end={tab.end ?? true} prefetch="intent">
          {tab.label}
          {tab.count !== undefined && <span className="muted tn"> {tab.count}</span>}
        </NavLink>
      ))}
    </nav>
  )
}

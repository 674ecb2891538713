import { useSyncExternalStore } from 'react'
import { Button } from './button.tsx'

export type Density = 'comfortable' | 'compact'

const KEY = 'density'
const watchers = new Set<() => void>()

function read(): Density {
  try {
    return localStorage.getItem(KEY) === 'compact' ? 'compact' : 'comfortable'
  } catch {
    return 'comfortable' // private windows may refuse storage
  }
}

function change(to: Density): void {
  try {
    localStorage.setItem(KEY, to)
  } finally {
    for (const watcher of watchers) watcher()
  }
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** How tall the rows of all tables are, as this person chose on this device. */
export function useDensity(): Density {
  return useSyncExternalStore(watch, read, () => 'comfortable')
}

/** Switches between 40 and 34 px rows. */
export function DensitySwitch() {
  const density = useDensity()
  const isCompact = density === 'compact'
  return (
    <Button
      size="sm"
      tone="quiet"
      icon="density"
      aria-pressed={isCompact}
      onClick={() => change(isCompact ? 'comfortable' : 'compact')}
    >
      {isCompact ? 'Compact' : 'Comfortable'}
    </Button>
  )
}

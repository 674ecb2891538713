import { useSyncExternalStore } from 'react'

/** The colours of charts, read from the tokens of the theme that is shown. */
export type ChartColours = Readonly<ReturnType<typeof readColours>>

function readColours() {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    series: Array.from({ length: 8 }, (_, index) => token(`c${index + 1}`)),
    steps: Array.from({ length: 6 }, (_, index) => token(`s${index}`)),
    ink: token('ink'),
    muted: token('muted'),
    surface: token('surface'),
    sunken: token('sunken'),
    stripe: token('stripe'),
    line: token('line'),
    lineStrong: token('line-strong'),
    grid: token('grid'),
    goodInk: token('good-ink'),
    warnInk: token('warn-ink'),
    badInk: token('bad-ink'),
  }
}

let known: ChartColours | null = null
let stop: (() => void) | undefined
const watchers = new Set<() => void>()

function forget(): void {
  known = null
  for (const watcher of watchers) watcher()
}

/** One watch over the theme for all charts of the page. */
function watchTheme(): () => void {
  const theme = new MutationObserver(forget)
  theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  const scheme = matchMedia('(prefers-color-scheme: dark)')
  scheme.addEventListener('change', forget)
  return () => {
    theme.disconnect()
    scheme.removeEventListener('change', forget)
  }
}

function watch(watcher: () => void): () => void {
  if (watchers.size === 0) stop = watchTheme()
  watchers.add(watcher)
  return () => {
    watchers.delete(watcher)
    if (watchers.size === 0) stop?.()
  }
}

const read = () => {
  known ??= readColours()
  return known
}

/** The colours of the present theme; null while the server renders. */
export function useChartColours(): ChartColours | null {
  return useSyncExternalStore(watch, read, () => null)
}

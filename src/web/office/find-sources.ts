import type { IconName } from '../kit/icon.tsx'

/** One hit of the palette. */
export interface Hit {
  id: string
  label: string
  /** Muted, after the label: a postcode, a day. */
  detail?: string
  icon: IconName
  to: string
}

/** A kind of record that the palette can find. */
export interface FindSource {
  /** The heading above its hits: "Clients". */
  label: string
  permission?: string
  /** At most eight hits for what was typed; rejects silently when `signal` aborts. */
  find: (query: string, signal: AbortSignal) => Promise<Hit[]>
}

/** Where the palette looks, in this order. A module's search joins with one line here. */
export const findSources: readonly FindSource[] = []

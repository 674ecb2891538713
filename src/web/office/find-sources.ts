import { personSource, serviceSource, visitSource } from '#modules/booking/ui/public.ts'
import { clientSource } from '#modules/crm/ui/public.ts'
import type { IconName } from '../kit/icon.tsx'
import { conversationSource } from './inbox/find-conversations.ts'

/** One hit of the palette. */
export interface Hit {
  id: string
  label: string
  /** Muted, after the label: a postcode, a day. */
  detail?: string | undefined
  icon: IconName
  to: string
}

/** How the organisation writes its days and times. */
export interface Place {
  zone: string
  locale: string
}

/** A kind of record that the palette can find. */
export interface FindSource {
  /** The heading above its hits: "Clients". */
  label: string
  permission?: string
  /** At most eight hits for what was typed; may reject when `signal` aborts. */
  find: (query: string, signal: AbortSignal, place: Place) => Promise<Hit[]>
}

/** Where the palette looks, in this order. A module's search joins with one line here. */
export const findSources: readonly FindSource[] = [
  clientSource,
  conversationSource,
  visitSource,
  serviceSource,
  personSource,
]

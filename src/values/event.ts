import type { z } from 'zod'

/** A kind of fact that the house tells itself, past tense: `booking.appointment_booked`. */
export interface EventKind<P extends z.ZodType = z.ZodType> {
  readonly name: string
  readonly payload: P
  /** Live topics whose open screens refresh when this happens (`appointments`, `clients`). */
  readonly topics: readonly string[]
  /** One sentence for the webhook documentation. */
  readonly summary: string
  /** Never leaves the house by a webhook: it carries a personal link, or is only a message between our own parts. */
  readonly isInternal: boolean
  /** Ids of the records that open screens are told of; null: every id at the top of the payload. */
  readonly about: ((payload: z.input<P>) => readonly string[]) | null
  /** Builds a fact ready for `publish`. */
  (payload: z.input<P>): EventFact<P>
}

export interface EventFact<P extends z.ZodType = z.ZodType> {
  readonly kind: EventKind<P>
  readonly payload: z.input<P>
}

/** An event as listeners receive it. */
export interface EventRecord<P extends z.ZodType = z.ZodType> {
  id: string
  orgId: string
  name: string
  /** ISO instant at which it was committed. */
  occurredAt: string
  /** Who caused it, as shown to people. */
  actor: string
  payload: z.output<P>
}

const kinds = new Map<string, EventKind>()

/**
 * Declares an event. Payloads carry ids plus the facts as they were then; fields are only ever added. Webhooks may
 * carry it unless `isInternal`.
 */
export function defineEvent<P extends z.ZodType>(definition: {
  name: string
  summary: string
  payload: P
  topics?: readonly string[]
  isInternal?: boolean
  about?: (payload: z.input<P>) => readonly string[]
}): EventKind<P> {
  const build = (payload: z.input<P>): EventFact<P> => ({ kind, payload })
  const kind = Object.defineProperties(build, {
    name: { value: definition.name },
    summary: { value: definition.summary },
    payload: { value: definition.payload },
    topics: { value: definition.topics ?? [] },
    isInternal: { value: definition.isInternal ?? false },
    about: { value: definition.about ?? null },
  }) as EventKind<P>
  kinds.set(definition.name, kind as unknown as EventKind)
  return kind
}

/** Every declared event, by name. */
export function allEvents(): ReadonlyMap<string, EventKind> {
  return kinds
}

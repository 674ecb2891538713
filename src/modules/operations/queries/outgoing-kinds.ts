import { allEvents, type EventKind } from '#values/event.ts'

/** Every event that webhooks can subscribe to, by name. */
export function outgoingKinds(): EventKind[] {
  return [...allEvents().values()]
    .filter((kind) => !kind.isInternal)
    .sort((a, b) => a.name.localeCompare(b.name))
}

import { z } from 'zod'
import { allEvents, type EventKind } from '#values/event.ts'
import { leavesTheHouse } from '../domain/outgoing-events.ts'

/** Whether an event may be sent to webhooks. */
export function isOutgoing(kind: EventKind): boolean {
  const fields = kind.payload instanceof z.ZodObject ? Object.keys(kind.payload.shape) : []
  return leavesTheHouse({ name: kind.name, summary: kind.summary, fields })
}

/** Every event that webhooks can subscribe to, by name. */
export function outgoingKinds(): EventKind[] {
  return [...allEvents().values()].filter(isOutgoing).sort((a, b) => a.name.localeCompare(b.name))
}

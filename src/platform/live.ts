import type { EventFact } from '#values/event.ts'

/** Tells an open screen that something it shows has changed. The screen asks again; the change carries no data. */
export interface Change {
  topic: string
  /** The event's name, for the activity feed. */
  name: string
  /** Ids of the records concerned; none when it is about many, or about no record in particular. */
  ids: string[]
  /** ISO instant of the change: the screen's "as of". */
  at: string
}

/** Open screens of all processes. */
export interface Live {
  /** Tells every screen of the organisation that subscribed to the topics and may see them. */
  changed(orgId: string, changes: Change[]): void
  /** Called for changes of this and of other processes. */
  onChange(listener: (orgId: string, changes: Change[]) => void): void
  /** Open connections of this process, in all and per organisation. */
  connections(): { total: number; organisations: number }
  close(): Promise<void>
}

/** A change of more records than this names none of them: every screen that shows such records asks again. */
const MOST_IDS = 100

/** The changes that published facts mean for open screens. */
export function changesOf(facts: readonly EventFact[], now: Temporal.Instant): Change[] {
  const at = now.toString({ smallestUnit: 'millisecond' })
  return facts.flatMap((fact) => {
    const ids = idsOf(fact)
    return fact.kind.topics.map((topic) => ({ topic, name: fact.kind.name, ids, at }))
  })
}

function idsOf({ kind, payload }: EventFact): string[] {
  if (kind.about) {
    const ids = [...new Set(kind.about(payload))]
    return ids.length <= MOST_IDS ? ids : []
  }
  return Object.entries(payload as Record<string, unknown>)
    .filter(([field, value]) => field.endsWith('Id') && typeof value === 'string')
    .map(([, value]) => value as string)
}

/** For processes without screens (workers, tests): listeners in this process still hear changes. */
export function createSilentLive(): Live {
  const listeners: ((orgId: string, changes: Change[]) => void)[] = []
  return {
    changed: (orgId, changes) => {
      for (const listener of listeners) listener(orgId, changes)
    },
    onChange: (listener) => void listeners.push(listener),
    connections: () => ({ total: 0, organisations: 0 }),
    close: async () => {},
  }
}

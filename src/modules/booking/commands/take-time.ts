import type { CommandContext } from '#platform/context.ts'
import { findFreePeople, refusedSlot } from '../queries/find-free-people.ts'
import type { Candidate } from '../queries/people.ts'
import type { Rules } from '../queries/slot-search.ts'
import type { VisitShape } from '../queries/wanted-visit.ts'
import { type BusyColumns, type Occupation, occupy } from './occupy.ts'

/**
 * Gives the visit to the best free person: asks the slot rule on fresh facts, then takes up the time, and goes on to
 * the next person when somebody was quicker. Throws `booking.slot_taken` or `booking.slot_not_offered`, each with the
 * nearest three free times.
 */
export async function takeTime<T>(
  ctx: CommandContext,
  shape: VisitShape,
  startsAt: string,
  options: {
    rules: Rules | 'override'
    /** The visit's own row, when it has one. */
    id?: string | undefined
    /** Whoever is free of these comes first. */
    prefer?: string | undefined
    occupation: (person: Candidate) => Occupation
    write: (person: Candidate, busy: BusyColumns) => Promise<T>
  },
): Promise<T> {
  const except = options.id
  const free =
    options.rules === 'override'
      ? { ok: true as const, people: shape.people }
      : await findFreePeople(ctx, shape, startsAt, { rules: options.rules, except })
  if (!free.ok) throw await refusedSlot(ctx, shape, startsAt, free.reason, { except })
  const people = options.prefer
    ? free.people.toSorted((a, b) => Number(b.id === options.prefer) - Number(a.id === options.prefer))
    : free.people
  for (const person of people) {
    const occupation = { ...options.occupation(person), id: options.id }
    const done = await occupy(ctx, occupation, (busy) => options.write(person, busy))
    if (done) return done.value
  }
  throw await refusedSlot(ctx, shape, startsAt, 'taken', { except })
}

import type { SlaState } from '../contract/words.ts'

/** What may be overdue of a conversation that is not resolved. Instants in ISO. */
export interface OwedFacts {
  dueAt: string | null
  /** The due time whose passing was told. */
  dueToldAt: string | null
  firstReplyAt: string | null
  firstSla: SlaState
  resolutionDueAt: string | null
  resolutionSla: SlaState
}

export type SlaPromise = 'first' | 'next' | 'resolution'

/** The promises that are broken now and were not told yet, each with when it fell due. */
export function newBreaches(owed: OwedFacts, now: string): { promise: SlaPromise; dueAt: string }[] {
  const breaches: { promise: SlaPromise; dueAt: string }[] = []
  const isOver = (at: string | null): at is string => at !== null && Date.parse(at) <= Date.parse(now)
  if (isOver(owed.dueAt) && owed.dueAt !== owed.dueToldAt)
    breaches.push({ promise: owed.firstReplyAt === null ? 'first' : 'next', dueAt: owed.dueAt })
  if (owed.resolutionSla === 'pending' && isOver(owed.resolutionDueAt))
    breaches.push({ promise: 'resolution', dueAt: owed.resolutionDueAt })
  return breaches
}

/** A breach in one sentence. */
export const breachWords: Readonly<Record<SlaPromise, string>> = {
  first: 'The first answer is overdue.',
  next: 'The next answer is overdue.',
  resolution: 'This conversation should have been resolved by now.',
}

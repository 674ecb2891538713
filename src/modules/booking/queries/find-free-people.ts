import type { QueryContext } from '#platform/context.ts'
import { AppError } from '#values/errors.ts'
import { addDays, localDay } from '#values/zone.ts'
import { loadOn, rankStaff } from '../domain/choose-staff.ts'
import { blocksOf } from '../domain/diary.ts'
import { isFree } from '../domain/slots/slots.ts'
import type { Candidate } from './people.ts'
import { findNearestSlots, loadSearch, type Rules, slotRules } from './slot-search.ts'
import type { VisitShape } from './wanted-visit.ts'

const NO_VISITS = new Float64Array(0)
const REACH_MS = 36 * 3_600_000

/** Who can take a visit at a start, best first; or why nobody can: the time is taken, or was never on offer. */
export type FreePeople = { ok: true; people: Candidate[] } | { ok: false; reason: 'taken' | 'not_offered' }

/** Asks the slot rule again on fresh facts, the same rule that offered the time (BOOK-031). */
export async function findFreePeople(
  ctx: QueryContext,
  shape: VisitShape,
  startsAt: string,
  options: { rules: Rules; except?: string | undefined },
): Promise<FreePeople> {
  const day = localDay(shape.org.zone, startsAt)
  const days = { from: addDays(day, -1), to: addDays(day, 2) }
  const { search, diaries } = await loadSearch(ctx, shape, days, { fresh: true, ...options })
  const rules = slotRules(shape, ctx.now, options.rules)
  const free = shape.people.filter((_, index) => isFree(rules, search.people[index]!, startsAt))
  if (free.length === 0) {
    const idle = search.people.some((person) => isFree(rules, { ...person, busy: NO_VISITS }, startsAt))
    return { ok: false, reason: idle ? 'taken' : 'not_offered' }
  }
  const at = Date.parse(startsAt)
  const visit = { startsAt, endsAt: new Date(at + shape.durationMinutes * 60_000).toISOString() }
  const range = { from: at - REACH_MS, to: at + REACH_MS }
  const ranked = rankStaff(
    free.map((person) => {
      const visits = diaries.visitsOf.get(person.id) ?? NO_VISITS
      const blocks = blocksOf(visits, shape.place, shape.org.policies, range)
      return { person, position: person.position, ...loadOn(blocks, visit, person.zone) }
    }),
  )
  return { ok: true, people: ranked.map(({ person }) => person) }
}

/** The refusal of a start, with the nearest three free times to choose from instead. */
export async function refusedSlot(
  ctx: QueryContext,
  shape: VisitShape,
  startsAt: string,
  reason: 'taken' | 'not_offered',
  options: { except?: string | undefined } = {},
): Promise<AppError> {
  const alternatives = await findNearestSlots(ctx, shape, startsAt, options)
  return new AppError(reason === 'taken' ? 'booking.slot_taken' : 'booking.slot_not_offered', {
    alternatives,
  })
}

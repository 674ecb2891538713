import type { QueryContext } from '#platform/context.ts'
import { addDays, localDay } from '#values/zone.ts'
import type { Slot } from '../contract/guest.ts'
import { widened } from '../domain/diary.ts'
import { findSlots, nearest, type SlotRules, type SlotSearch } from '../domain/slots/slots.ts'
import { type Diaries, loadDiaries } from './diaries.ts'
import type { VisitShape } from './wanted-visit.ts'

const NOBODY_YET = new Float64Array(0)
const AHEAD_DAYS = 14

/** Customers keep to notice, horizon and the raster of starts; the office to working hours only. */
export type Rules = 'customer' | 'office'

/** The engine's rules for a visit. */
export function slotRules(shape: VisitShape, now: Temporal.Instant, rules: Rules = 'customer'): SlotRules {
  const { policies, zone } = shape.org
  const isOffice = rules === 'office'
  return {
    now: now.toString(),
    durationMinutes: shape.durationMinutes,
    bufferBeforeMinutes: shape.bufferBeforeMinutes,
    bufferAfterMinutes: shape.bufferAfterMinutes,
    intervalMinutes: isOffice ? 1 : policies.slotIntervalMinutes,
    noticeMinutes: isOffice ? -5_256_000 : policies.minimumNoticeMinutes,
    horizonDays: isOffice ? 3650 : policies.horizonDays,
    gridZone: zone,
  }
}

/** Days of a search: `to` is not included. */
export interface Days {
  from: string
  to: string
}

/** A search over loaded diaries, ready for the engine but for its window. */
export interface Search {
  search: Omit<SlotSearch, 'window'>
  diaries: Diaries
}

/** Loads the diaries of some days and joins them with hours and rules. */
export async function loadSearch(
  ctx: QueryContext,
  shape: VisitShape,
  days: Days,
  options: { fresh: boolean; except?: string | undefined; rules?: Rules },
): Promise<Search> {
  const diaries = await loadDiaries(ctx, {
    staffIds: shape.people.map(({ id }) => id),
    fromDay: days.from,
    toDay: days.to,
    zone: shape.org.zone,
    except: options.except,
    fresh: options.fresh,
  })
  const closed = diaries.holidays.map(({ day }) => ({ day, hours: [] }))
  const people = shape.people.map(({ id, zone, weekly }) => ({
    id,
    zone,
    weekly,
    // The organisation's closures come last, since the last override of a day counts.
    overrides: withClosures(diaries.overridesOf.get(id), closed),
    busy: widened(diaries.visitsOf.get(id) ?? NOBODY_YET, shape.place, shape.org.policies),
  }))
  return {
    search: { ...slotRules(shape, ctx.now, options.rules), people, mode: 'any', withPeople: 'first' },
    diaries,
  }
}

/** The same array for everybody without overrides, by which the engine knows that they share their hours. */
function withClosures<T>(own: readonly T[] | undefined, closed: readonly T[]): readonly T[] {
  return own ? [...own, ...closed] : closed
}

/** Engine slots as customers see them, with the first free person's name. */
export function namedSlots(
  shape: VisitShape,
  slots: readonly { startsAt: string; endsAt: string; personIds: readonly string[] }[],
): Slot[] {
  const names = new Map(shape.people.map(({ id, name }) => [id, name]))
  return slots.map(({ startsAt, endsAt, personIds }) => ({
    startsAt,
    endsAt,
    staffId: personIds[0]!,
    staffName: names.get(personIds[0]!)!,
  }))
}

/** The first free time from now to the horizon, or null. */
export async function findFirstSlot(
  ctx: QueryContext,
  shape: VisitShape,
  options: { fresh: boolean; except?: string | undefined; from?: string },
): Promise<Slot | null> {
  const { zone, policies } = shape.org
  const last = addDays(localDay(zone, ctx.now.toString()), policies.horizonDays + 1)
  let from = options.from ?? localDay(zone, ctx.now.toString())
  for (let days = AHEAD_DAYS; from < last; days *= 2) {
    const to = addDays(from, days) < last ? addDays(from, days) : last
    const { search } = await loadSearch(ctx, shape, { from, to }, options)
    const found = findSlots({ ...search, window: { from, to }, limit: 1 })
    if (found.length > 0) return namedSlots(shape, found)[0]!
    from = to
  }
  return null
}

/** The three free times nearest to a wanted start; fewer when there are no more up to the horizon. */
export async function findNearestSlots(
  ctx: QueryContext,
  shape: VisitShape,
  wanted: string,
  options: { except?: string | undefined } = {},
): Promise<Slot[]> {
  const { zone, policies } = shape.org
  const today = localDay(zone, ctx.now.toString())
  const last = addDays(today, policies.horizonDays + 1)
  const day = localDay(zone, wanted)
  for (let reach = 3; ; reach *= 4) {
    const from = addDays(day, -reach) > today ? addDays(day, -reach) : today
    const to = addDays(day, reach + 1) < last ? addDays(day, reach + 1) : last
    const { search } = await loadSearch(ctx, shape, { from, to }, { fresh: true, ...options })
    const found = findSlots({ ...search, window: { from, to } })
    if (found.length >= 3 || (from === today && to === last)) return namedSlots(shape, nearest(found, wanted))
  }
}

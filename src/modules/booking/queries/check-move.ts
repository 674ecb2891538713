import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { addDays, localDay } from '#values/zone.ts'
import type * as contract from '../contract/appointments.ts'
import { loadOn } from '../domain/choose-staff.ts'
import { clashWords } from '../domain/clash-words.ts'
import { blocksOf } from '../domain/diary.ts'
import { explainClash } from '../domain/slots/explain.ts'
import { findSlots, isFree, nearest } from '../domain/slots/slots.ts'
import { getMoveShape, minutesOf } from './move-shape.ts'
import type { Candidate } from './people.ts'
import { findSendablePerson } from './sendable-person.ts'
import { loadSearch, type Search, slotRules } from './slot-search.ts'
import { readVisit, selectVisits, type VisitRow } from './visit-row.ts'
import type { VisitShape } from './wanted-visit.ts'

type Answer = Output<typeof contract.checkMove>

const NO_VISITS = new Float64Array(0)
const REACH_MS = 36 * 3_600_000
const MOST = 3

/** Would the visit fit there? With every reason against it, and where it would fit instead (BOOK-095). */
export async function checkMove(ctx: QueryContext, input: Input<typeof contract.checkMove>): Promise<Answer> {
  permit(ctx, 'booking.view')
  const visit = await readVisit(ctx, input.appointmentId)
  const minutes = input.endsAt
    ? Math.max(5, Math.round((Date.parse(input.endsAt) - Date.parse(input.startsAt)) / 60_000))
    : minutesOf(visit)
  const staffId = input.staffId ?? visit.staff_id
  const person = await findSendablePerson(ctx, { staffId, visit, override: true })
  const shape = await getMoveShape(ctx, visit, { minutes })
  const people = shape.people.some(({ id }) => id === staffId) ? shape.people : [person, ...shape.people]
  const everybody = { ...shape, people }
  const day = localDay(shape.org.zone, input.startsAt)
  const days = { from: addDays(day, -1), to: addDays(day, 2) }
  const options = { fresh: true, except: visit.id, rules: 'office' as const }
  const loaded = await loadSearch(ctx, everybody, days, options)
  const reasons = await reasonsAgainst(ctx, {
    visit,
    shape: everybody,
    person,
    loaded,
    startsAt: input.startsAt,
  })
  const alternatives =
    reasons.length > 0
      ? findAlternatives(ctx, everybody, loaded, { day, startsAt: input.startsAt, staffId, visit })
      : []
  return { ok: reasons.length === 0, reasons, alternatives }
}

async function reasonsAgainst(
  ctx: QueryContext,
  facts: { visit: VisitRow; shape: VisitShape; person: Candidate; loaded: Search; startsAt: string },
): Promise<Answer['reasons']> {
  const { visit, shape, person, loaded, startsAt } = facts
  const { name: staffName } = person
  const at = Date.parse(startsAt)
  const visits = loaded.diaries.visitsOf.get(person.id) ?? NO_VISITS
  const busy = blocksOf(visits, shape.place, shape.org.policies, { from: at - REACH_MS, to: at + REACH_MS })
  const known = loaded.search.people.find(({ id }) => id === person.id)!
  const clashes = explainClash(slotRules(shape, ctx.now, 'office'), { ...known, busy }, startsAt)
  const others = clashes.length > 0 ? await visitsAround(ctx, person.id, at, visit.id) : []
  const reasons: Answer['reasons'] = clashes.map(({ kind, from, to }) => {
    const other = others.find((one) => touches(one, from, to))
    return {
      kind,
      from,
      to,
      text: clashWords({ kind, from, to }, { staffName, zone: shape.org.zone, other }),
    }
  })
  if (!person.serviceIds.includes(visit.service_id) && person.id !== visit.staff_id) {
    const text = `${staffName} does not do ${visit.service_name}`
    reasons.unshift({ kind: 'skill', from: null, to: null, text })
  }
  if (at < ctx.now.epochMilliseconds && startsAt !== visit.starts_at) {
    reasons.push({ kind: 'past', from: null, to: null, text: 'This time has passed' })
  }
  return reasons
}

interface Other {
  from: number
  to: number
  customer: string | null
  postcode: string
}

async function visitsAround(
  ctx: QueryContext,
  staffId: string,
  at: number,
  except: string,
): Promise<Other[]> {
  const rows = await selectVisits(ctx)
    .where('a.staff_id', '=', staffId)
    .where('a.id', '!=', except)
    .where('a.starts_at', '>', new Date(at - REACH_MS).toISOString())
    .where('a.starts_at', '<', new Date(at + REACH_MS).toISOString())
    .where('a.status', 'in', ['hold', 'pending', 'confirmed', 'on_the_way', 'in_progress', 'completed'])
    .execute()
  return rows.map((row) => ({
    from: Date.parse(row.starts_at) - row.buffer_before_minutes * 60_000,
    to: Date.parse(row.ends_at) + row.buffer_after_minutes * 60_000,
    customer: row.customer_name,
    postcode: row.postcode,
  }))
}

function touches(other: Other, from: string, to: string): boolean {
  return other.from <= Date.parse(to) && other.to >= Date.parse(from)
}

/** Others who are free at that time, the nearest by road first, then the person's nearest times until the day after. */
function findAlternatives(
  ctx: QueryContext,
  shape: VisitShape,
  { search, diaries }: Search,
  wanted: { day: string; startsAt: string; staffId: string; visit: VisitRow },
): Answer['alternatives'] {
  const rules = slotRules(shape, ctx.now, 'office')
  const alternative = (person: Candidate, startsAt: string) => {
    const endsAt = new Date(Date.parse(startsAt) + shape.durationMinutes * 60_000).toISOString()
    const at = Date.parse(startsAt)
    const range = { from: at - REACH_MS, to: at + REACH_MS }
    const visits = diaries.visitsOf.get(person.id) ?? NO_VISITS
    const blocks = blocksOf(visits, shape.place, shape.org.policies, range)
    const { travelMinutes } = loadOn(blocks, { startsAt, endsAt }, person.zone)
    return { staffId: person.id, staffName: person.name, startsAt, endsAt, travelMinutes }
  }
  const others = shape.people
    .filter((person, index) => {
      return person.id !== wanted.staffId && isFree(rules, search.people[index]!, wanted.startsAt)
    })
    .map((person) => alternative(person, wanted.startsAt))
    .sort((a, b) => a.travelMinutes - b.travelMinutes)
    .slice(0, MOST)
  const index = shape.people.findIndex(({ id }) => id === wanted.staffId)
  const now = ctx.now.toString()
  const raster = { ...search, intervalMinutes: shape.org.policies.slotIntervalMinutes, noticeMinutes: 0 }
  const window = { from: wanted.day, to: addDays(wanted.day, 2) }
  const { visit } = wanted
  const times = findSlots({ ...raster, now, people: [search.people[index]!], window }).filter(
    // Where it stands now is no alternative.
    ({ startsAt }) => startsAt !== visit.starts_at || wanted.staffId !== visit.staff_id,
  )
  const own = nearest(times, wanted.startsAt, MOST)
  return [...others, ...own.map(({ startsAt }) => alternative(shape.people[index]!, startsAt))]
}

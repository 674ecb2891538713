import type { QueryContext } from '#platform/context.ts'
import { weekdays } from '#values/business-hours.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { addDays, epochDay, localDay, weekdayIndex } from '#values/zone.ts'
import type * as contract from '../contract/guest.ts'
import { dayWords } from '../domain/day-words.ts'
import { countByDay, explainEmptyDays } from '../domain/empty-days.ts'
import { readChosenExtras } from '../domain/price.ts'
import { findSlots } from '../domain/slots/slots.ts'
import { findFirstSlot, loadSearch, namedSlots, type Search } from './slot-search.ts'
import { getWantedVisit, type VisitShape } from './wanted-visit.ts'

/** Free times by day for a service at a postcode, with the reason where there are none (BOOK-029, BOOK-030). */
export async function findFreeSlots(
  ctx: QueryContext,
  input: Input<typeof contract.findFreeSlots>,
): Promise<Output<typeof contract.findFreeSlots>> {
  const wanted = await getWantedVisit(ctx, {
    serviceId: input.serviceId,
    postcode: input.postcode,
    staffId: input.staffId,
    extras: readChosenExtras(input.extras),
    by: 'customer',
  })
  return slotsByDay(ctx, wanted, { fromDay: input.fromDay, days: input.days })
}

/** The strip of days for any visit: a new one, or (`except`) one that is to move. */
export async function slotsByDay(
  ctx: QueryContext,
  shape: VisitShape,
  wanted: { fromDay?: string | undefined; days: number; except?: string },
): Promise<Output<typeof contract.findFreeSlots>> {
  const { zone, policies } = shape.org
  const today = localDay(zone, ctx.now.toString())
  const from = wanted.fromDay ?? today
  const to = addDays(from, wanted.days)
  const last = addDays(today, policies.horizonDays + 1)
  const window = { from: from < today ? today : from, to: to < last ? to : last }
  const loaded = await loadSearch(ctx, shape, window, { fresh: false, except: wanted.except })
  const slots = window.from < window.to ? namedSlots(shape, findSlots({ ...loaded.search, window })) : []
  const startsToday = from <= today
  const first =
    startsToday && slots.length > 0
      ? slots[0]!
      : await findFirstSlot(ctx, shape, {
          fresh: false,
          except: wanted.except,
          ...(startsToday && window.to > today && { from: window.to }),
        })
  return { zone, first, days: describeDays(shape, loaded, slots, { from, count: wanted.days }), slots }
}

function describeDays(
  shape: VisitShape,
  { search, diaries }: Search,
  slots: readonly { startsAt: string }[],
  { from, count }: { from: string; count: number },
): Output<typeof contract.findFreeSlots>['days'] {
  const { zone, policies } = shape.org
  const counts = countByDay(slots, { fromDay: from, days: count, zone })
  const reasons = explainEmptyDays(
    search,
    counts.filter(({ free }) => free === 0).map(({ day }) => day),
  )
  return counts.map(({ day, free }) => {
    const explained = reasons.get(day)
    if (!explained) return { day, free, reason: null, reasonText: null }
    const holiday = diaries.holidays.find((closure) => closure.day === day)?.name
    const reason = holiday && explained === 'closed' ? 'holiday' : explained
    const weekday = weekdays[weekdayIndex(epochDay(day))]!
    const words = dayWords(reason, day, {
      holiday,
      isUsuallyOpen: shape.people.some(({ weekly }) => weekly[weekday].length > 0),
      noticeMinutes: policies.minimumNoticeMinutes,
      horizonDays: policies.horizonDays,
    })
    return { day, free, reason, reasonText: words }
  })
}

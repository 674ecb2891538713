import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { AppError } from '#values/errors.ts'
import { localParts } from '#values/zone.ts'
import { appointmentMoved } from '../events.ts'
import type { Candidate } from '../queries/people.ts'
import type { Rules } from '../queries/slot-search.ts'
import { readLinkedVisit, type VisitRow } from '../queries/visit-row.ts'
import type { VisitShape } from '../queries/wanted-visit.ts'
import { bookingTables } from '../tables.ts'
import { endOf } from './insert-visit.ts'
import { type BusyColumns, leave, type Occupation } from './occupy.ts'
import { takeTime } from './take-time.ts'
import { visitFacts } from './visit-facts.ts'

/** Gives a visit another time, length or person, and tells the house. For every way of moving. */
export async function moveVisit(
  ctx: CommandContext,
  visit: VisitRow,
  move: {
    shape: VisitShape
    startsAt: string
    rules: Rules | 'override'
    prefer?: string
    by: 'customer' | 'office'
    notify: boolean
  },
): Promise<VisitRow> {
  const { shape, startsAt } = move
  await takeTime(ctx, shape, startsAt, {
    rules: move.rules,
    id: visit.id,
    prefer: move.prefer,
    occupation: (person) => occupationOf(shape, person, startsAt, visit),
    write: (person, busy) => writeMove(ctx, visit, occupationOf(shape, person, startsAt, visit), busy),
  })
  const { staff_id: staffId, staff_zone: zone, starts_at } = visit
  await leave(ctx, { staffId, zone, startsAt: starts_at, pace: shape.org.policies })
  const moved = await readLinkedVisit(ctx, visit.id)
  const before = { startsAt: starts_at, endsAt: visit.ends_at, staffId, staffName: visit.staff_name }
  await Promise.all([
    publish(ctx, appointmentMoved({ ...visitFacts(moved, move.notify), before, by: move.by })),
    audit(ctx, {
      action: 'appointment.move',
      recordType: 'appointment',
      recordId: visit.id,
      summary: moveWords(visit, moved, shape.org.zone),
      changes: {
        startsAt: [starts_at, moved.starts_at],
        endsAt: [visit.ends_at, moved.ends_at],
        staff: [visit.staff_name, moved.staff_name],
      },
    }),
  ])
  return moved
}

function occupationOf(shape: VisitShape, person: Candidate, startsAt: string, visit: VisitRow): Occupation {
  return {
    staffId: person.id,
    leaves: visit.staff_id,
    zone: person.zone,
    startsAt,
    endsAt: endOf(startsAt, shape.durationMinutes),
    bufferBeforeMinutes: shape.bufferBeforeMinutes,
    bufferAfterMinutes: shape.bufferAfterMinutes,
    lat: shape.place.lat,
    lon: shape.place.lon,
    pace: shape.org.policies,
  }
}

async function writeMove(
  ctx: CommandContext,
  visit: VisitRow,
  at: Occupation,
  busy: BusyColumns,
): Promise<void> {
  const written = await bookingTables(ctx.tx)
    .updateTable('appointments')
    .set({
      staff_id: at.staffId,
      starts_at: at.startsAt,
      ends_at: at.endsAt,
      lat: at.lat,
      lon: at.lon,
      ...busy,
      // A new start deserves a new reminder.
      ...(at.startsAt !== visit.starts_at && { reminded_at: null }),
    })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', visit.id)
    .where('status', '=', visit.status)
    .where('starts_at', '=', visit.starts_at)
    .where('staff_id', '=', visit.staff_id)
    .returning('id')
    .executeTakeFirst()
  // Cancelled or moved by somebody else since it was read.
  if (!written) throw new AppError('booking.not_reschedulable')
}

function moveWords(before: VisitRow, after: VisitRow, zone: string): string {
  const at = (instant: string) => {
    const { day, time } = localParts(zone, instant)
    return `${day} ${time}`
  }
  const parts: string[] = []
  if (before.starts_at !== after.starts_at) {
    parts.push(`moved from ${at(before.starts_at)} to ${at(after.starts_at)}`)
  } else if (before.ends_at !== after.ends_at)
    parts.push(`now ends at ${localParts(zone, after.ends_at).time}`)
  if (before.staff_id !== after.staff_id) {
    parts.push(`${before.staff_name} handed over to ${after.staff_name}`)
  }
  const text = parts.join('; ') || 'kept its time'
  return text[0]!.toUpperCase() + text.slice(1)
}

import type { InboxRow } from '#modules/inbox/public.ts'
import type { PlannedVisit } from './plan.ts'
import { type Chance, quickId } from './random.ts'
import { DAY, iso } from './thread-state.ts'

/** A moment at which a client was in touch with us: a conversation, or a broadcast that arrived. */
export interface Touch {
  from: number
  /** The latest message. */
  to: number
  conversationId: string
  channelId: string
  agentId: string | null
  broadcastId: string | null
}

export type Touches = Map<string, Touch[]>

const CREDIT_DAYS = 7
const MINUTE = 60_000

/**
 * What came of talking: every booking of a client within seven days after they were in touch, and every client whose
 * first booking that was. Of several touches the last one before the booking gets the credit.
 */
export function conversionsOf(
  chance: Chance,
  visits: readonly PlannedVisit[],
  touches: Touches,
  now: number,
): InboxRow<'conversions'>[] {
  const first = firstVisits(visits)
  return visits.flatMap((visit) => {
    const at = Date.parse(visit.createdAt)
    const touch = at > now ? undefined : lastTouch(touches.get(visit.client.id), at)
    if (!touch) return []
    const shared = {
      client_id: visit.client.id,
      conversation_id: touch.conversationId,
      broadcast_id: touch.broadcastId,
      channel_id: touch.channelId,
      agent_id: touch.agentId,
    }
    const booking: InboxRow<'conversions'> = {
      ...{ id: quickId(chance, at), kind: 'booking', at: visit.createdAt, ...shared },
      ...{ amount: visit.price, ref_id: visit.id, cancelled_at: visit.cancelledAt },
    }
    if (first.get(visit.client.id) !== visit) return [booking]
    const lead: InboxRow<'conversions'> = {
      ...{ id: quickId(chance, at), kind: 'lead', at: iso(at), ...shared },
      ...{ amount: null, ref_id: visit.client.id, cancelled_at: null },
    }
    return [lead, booking]
  })
}

function firstVisits(visits: readonly PlannedVisit[]): Map<string, PlannedVisit> {
  const first = new Map<string, PlannedVisit>()
  for (const visit of visits) {
    const known = first.get(visit.client.id)
    if (!known || visit.createdAt < known.createdAt) first.set(visit.client.id, visit)
  }
  return first
}

/** Somebody who books while they talk is credited as well: the conversation had begun. */
function lastTouch(touches: readonly Touch[] | undefined, at: number): Touch | undefined {
  return touches?.findLast(
    ({ from, to }) => from <= at && Math.min(to, at) >= at - CREDIT_DAYS * DAY + MINUTE,
  )
}

import type { AppointmentStatus } from '../contract/appointments.ts'

/** What the organisation promises about cancelling and moving. */
export interface NoticePolicy {
  /** Real hours before the start until which customers may cancel or move alone. */
  cancelNoticeHours: number
  /** What comes back after that. */
  lateRefund: 'none' | 'half' | 'full'
}

const CANCELLABLE: ReadonlySet<AppointmentStatus> = new Set(['pending', 'confirmed', 'on_the_way'])
const MOVABLE: ReadonlySet<AppointmentStatus> = new Set(['pending', 'confirmed', 'on_the_way'])

/** Last instant (ISO) at which customers may cancel or move alone. Real hours, so a clock change moves nothing. */
export function noticeDeadline(startsAt: string, policy: Pick<NoticePolicy, 'cancelNoticeHours'>): string {
  return new Date(Date.parse(startsAt) - policy.cancelNoticeHours * 3_600_000).toISOString()
}

/** What comes back in minor units, less what was given back already; half rounds in the customer's favour. */
export function refundFor(paid: number, refunded: number, rule: NoticePolicy['lateRefund']): number {
  const due = rule === 'full' ? paid : rule === 'half' ? Math.ceil(paid / 2) : 0
  return Math.max(0, due - refunded)
}

export interface NoticeFacts {
  status: AppointmentStatus
  startsAt: string
  policy: NoticePolicy
  /** ISO instant. */
  now: string
  /** Someone of the office takes responsibility, with a reason. */
  override: boolean
}

export interface CancellationFacts extends NoticeFacts {
  /** Minor units. */
  paid: number
  refunded: number
}

/** Refusal with the deadline, or what is given back and kept, in minor units. */
export type CancellationDecision =
  | { ok: true; isLate: boolean; refund: number; fee: number }
  | { ok: false; reason: 'not_cancellable' | 'too_late'; deadline: string }

/** What cancelling now would mean. */
export function decideCancellation(facts: CancellationFacts): CancellationDecision {
  const deadline = noticeDeadline(facts.startsAt, facts.policy)
  if (!CANCELLABLE.has(facts.status)) return { ok: false, reason: 'not_cancellable', deadline }
  const isLate = facts.now > deadline
  if (isLate && !facts.override) return { ok: false, reason: 'too_late', deadline }
  const refund = refundFor(facts.paid, facts.refunded, isLate ? facts.policy.lateRefund : 'full')
  return { ok: true, isLate, refund, fee: Math.max(0, facts.paid - facts.refunded - refund) }
}

/** Refusal with the deadline, or leave to move. Moving obeys the same deadline as cancelling. */
export type RescheduleDecision =
  | { ok: true }
  | { ok: false; reason: 'not_reschedulable' | 'too_late'; deadline: string }

/** Whether a visit may still get another time. */
export function decideReschedule(facts: NoticeFacts): RescheduleDecision {
  const deadline = noticeDeadline(facts.startsAt, facts.policy)
  if (!MOVABLE.has(facts.status)) return { ok: false, reason: 'not_reschedulable', deadline }
  if (facts.now > deadline && !facts.override) return { ok: false, reason: 'too_late', deadline }
  return { ok: true }
}

import { getOrganization } from '#modules/identity/public.ts'
import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { recordOfToken } from '#platform/token.ts'
import { actorName } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract/guest.ts'
import type { TrackedVisit } from '../contract/guest.ts'
import { type CancellationDecision, decideCancellation } from '../domain/cancellation.ts'
import { appointmentCancelled } from '../events.ts'
import { showVisit } from '../queries/track-visit.ts'
import { readLinkedVisit, type VisitRow } from '../queries/visit-row.ts'
import { bookingTables } from '../tables.ts'
import { leave, lockStaff } from './occupy.ts'
import { visitFacts } from './visit-facts.ts'

/** The customer cancels by the tracking link; later than the notice it is refused with the deadline (BOOK-087). */
export async function cancelVisit(
  ctx: CommandContext,
  input: Input<typeof contract.cancelVisit>,
): Promise<TrackedVisit> {
  const visit = await readLinkedVisit(ctx, recordOfToken(ctx, 'visit', input.token))
  const { reason } = input
  return showVisit(ctx, await cancel(ctx, visit, { reason, override: false, notify: true, by: 'customer' }))
}

const refusals = {
  too_late: 'booking.too_late_to_cancel',
  not_cancellable: 'booking.not_cancellable',
} as const

/** Cancels a visit under the policy, frees the time at once, and promises the refund. For every way of cancelling. */
export async function cancel(
  ctx: CommandContext,
  visit: VisitRow,
  input: { reason?: string | undefined; override: boolean; notify: boolean; by: 'customer' | 'office' },
): Promise<VisitRow> {
  const { policies } = await getOrganization(ctx)
  const decision = decideCancellation({
    status: visit.status,
    startsAt: visit.starts_at,
    paid: visit.paid_amount,
    refunded: visit.refunded_amount,
    policy: policies,
    now: ctx.now.toString({ smallestUnit: 'millisecond' }),
    override: input.override,
  })
  if (!decision.ok) throw new AppError(refusals[decision.reason], { deadline: decision.deadline })
  await lockStaff(ctx, [visit.staff_id])
  await writeCancellation(ctx, visit, input)
  const { staff_id: staffId, staff_zone: zone, starts_at: startsAt } = visit
  await leave(ctx, { staffId, zone, startsAt, pace: policies })
  const cancelled = await readLinkedVisit(ctx, visit.id)
  await tell(ctx, cancelled, decision, input)
  return cancelled
}

async function writeCancellation(
  ctx: CommandContext,
  visit: VisitRow,
  input: { reason?: string | undefined; by: 'customer' | 'office' },
): Promise<void> {
  const written = await bookingTables(ctx.tx)
    .updateTable('appointments')
    .set({
      status: 'cancelled',
      cancelled_at: ctx.now.toString(),
      cancel_reason: input.reason ?? null,
      cancelled_by: input.by === 'customer' ? (visit.customer_name ?? 'Customer') : actorName(ctx.actor),
    })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', visit.id)
    // As it was when the rule was asked: of two who cancel at once, one is told that it is done.
    .where('status', '=', visit.status)
    .where('starts_at', '=', visit.starts_at)
    .returning('id')
    .executeTakeFirst()
  if (!written) throw new AppError('booking.not_cancellable')
}

async function tell(
  ctx: CommandContext,
  visit: VisitRow,
  { refund, fee }: Extract<CancellationDecision, { ok: true }>,
  input: { reason?: string | undefined; notify: boolean; by: 'customer' | 'office' },
): Promise<void> {
  const reason = input.reason ?? null
  await Promise.all([
    publish(
      ctx,
      appointmentCancelled({ ...visitFacts(visit, input.notify), refund, fee, reason, by: input.by }),
    ),
    audit(ctx, {
      action: 'appointment.cancel',
      recordType: 'appointment',
      recordId: visit.id,
      summary: input.by === 'customer' ? 'Cancelled by the customer' : 'Cancelled by the office',
      changes: { reason: [null, reason] },
    }),
  ])
}

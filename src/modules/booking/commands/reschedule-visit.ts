import { getOrganization } from '#modules/identity/public.ts'
import type { CommandContext } from '#platform/context.ts'
import { recordOfToken } from '#platform/token.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract/guest.ts'
import type { TrackedVisit } from '../contract/guest.ts'
import { decideReschedule } from '../domain/cancellation.ts'
import { getMoveShape } from '../queries/move-shape.ts'
import { showVisit } from '../queries/track-visit.ts'
import { readLinkedVisit } from '../queries/visit-row.ts'
import { moveVisit } from './move-visit.ts'

const refusals = {
  too_late: 'booking.too_late_to_reschedule',
  not_reschedulable: 'booking.not_reschedulable',
} as const

/** The customer moves a visit by the tracking link, with the same person where possible; the same deadline holds. */
export async function rescheduleVisit(
  ctx: CommandContext,
  input: Input<typeof contract.rescheduleVisit>,
): Promise<TrackedVisit> {
  const visit = await readLinkedVisit(ctx, recordOfToken(ctx, 'visit', input.token))
  const { policies } = await getOrganization(ctx)
  const now = ctx.now.toString({ smallestUnit: 'millisecond' })
  const { status, starts_at: startsAt } = visit
  const decision = decideReschedule({ status, startsAt, policy: policies, now, override: false })
  if (!decision.ok) throw new AppError(refusals[decision.reason], { deadline: decision.deadline })
  if (input.startsAt === visit.starts_at) return showVisit(ctx, visit)
  const moved = await moveVisit(ctx, visit, {
    shape: await getMoveShape(ctx, visit),
    startsAt: input.startsAt,
    rules: 'customer',
    prefer: visit.staff_id,
    by: 'customer',
    notify: true,
  })
  return showVisit(ctx, moved)
}

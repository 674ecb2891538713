import { getOrganization } from '#modules/identity/public.ts'
import { listPaymentsOf } from '#modules/payments/public.ts'
import type { QueryContext } from '#platform/context.ts'
import { recordOfToken } from '#platform/token.ts'
import type { SoldExtra } from '../contract/appointments.ts'
import type { TrackedVisit } from '../contract/guest.ts'
import { decideCancellation, decideReschedule, noticeDeadline } from '../domain/cancellation.ts'
import { pictureUrl } from '../domain/picture-url.ts'
import { visitSteps } from '../domain/visit-steps.ts'
import { visitToken } from './tracking-url.ts'
import { readLinkedVisit, type VisitRow } from './visit-row.ts'

/** A visit by its tracking link, with what its customer may still do (BOOK-089, BOOK-090, BOOK-093). */
export async function trackVisit(ctx: QueryContext, input: { token: string }): Promise<TrackedVisit> {
  return showVisit(ctx, await readLinkedVisit(ctx, recordOfToken(ctx, 'visit', input.token)))
}

/** The visit as its customer sees it. */
export async function showVisit(ctx: QueryContext, row: VisitRow): Promise<TrackedVisit> {
  const [org, payments] = await Promise.all([getOrganization(ctx), listPaymentsOf(ctx, row.id)])
  const facts = {
    status: row.status,
    startsAt: row.starts_at,
    policy: org.policies,
    now: ctx.now.toString({ smallestUnit: 'millisecond' }),
    override: false,
    paid: row.paid_amount,
    refunded: row.refunded_amount,
  }
  const decision = decideCancellation(facts)
  const left = row.paid_amount - row.refunded_amount
  return {
    token: visitToken(ctx, row.id),
    orgSlug: org.slug,
    number: row.number,
    status: row.status,
    serviceName: row.service_name,
    extras: row.extras as SoldExtra[],
    staff: { name: row.staff_name, photoUrl: pictureUrl(org.slug, row.staff_photo_key) },
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    zone: org.zone,
    customerName: row.customer_name ?? '',
    email: row.customer_email ?? '',
    address: {
      line1: row.address_line1,
      line2: row.address_line2,
      city: row.city,
      postcode: row.postcode,
    },
    accessNotes: row.access_notes,
    price: row.price_amount,
    paid: row.paid_amount,
    refunded: row.refunded_amount,
    currency: row.currency,
    paymentStatus: row.payment_status,
    last4: payments.findLast(({ status }) => status === 'succeeded')?.cardLast4 ?? null,
    deadline: noticeDeadline(row.starts_at, org.policies),
    can_cancel: decision.ok,
    can_reschedule: decideReschedule(facts).ok,
    ifCancelledNow: decision.ok
      ? { refund: decision.refund, fee: decision.fee }
      : { refund: 0, fee: Math.max(0, left) },
    steps: visitSteps({
      status: row.status,
      staffName: row.staff_name,
      refunded: row.refunded_amount,
      isRefundDue: payments.some(({ refunds }) => refunds.some(({ status }) => status === 'pending')),
    }),
  }
}

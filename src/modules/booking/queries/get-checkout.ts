import { getOrganization, type OrganizationSettings } from '#modules/identity/public.ts'
import type { QueryContext } from '#platform/context.ts'
import { AppError } from '#values/errors.ts'
import type { SoldExtra } from '../contract/appointments.ts'
import type { Checkout } from '../contract/guest.ts'
import { noticeDeadline, refundFor } from '../domain/cancellation.ts'
import { type Price, priceOf, sellExtras } from '../domain/price.ts'
import { type CheckoutData, type CheckoutRow, readCheckout } from './checkout-row.ts'
import { findCheckoutVisit, isBooked, isHeld } from './checkout-visit.ts'
import { toPublicService } from './list-public-services.ts'
import { locate } from './locate.ts'
import { listCandidates } from './people.ts'
import { findServiceFacts, type ServiceFacts } from './service-facts.ts'
import { checkoutToken, visitToken } from './tracking-url.ts'
import type { VisitRow } from './visit-row.ts'

/** An unfinished booking, everything chosen so far and what it costs (BOOK-036). */
export async function getCheckout(ctx: QueryContext, input: { token: string }): Promise<Checkout> {
  return showCheckout(ctx, await readCheckout(ctx, input.token))
}

/** The checkout as its pages show it. */
export async function showCheckout(ctx: QueryContext, row: CheckoutRow): Promise<Checkout> {
  const { data } = row
  const [org, service, place, visit] = await Promise.all([
    getOrganization(ctx),
    data.serviceId ? findServiceFacts(ctx, data.serviceId, { online: true }) : null,
    locateOrNull(ctx, data.postcode),
    findCheckoutVisit(ctx, row.appointmentId),
  ])
  const people = service && place ? await listCandidates(ctx, { serviceId: service.id, place }) : []
  const booked = isBooked(visit)
  const isKept = booked || isHeld(visit, ctx.now)
  const sold = soldOf(service, data, isKept ? visit : undefined, org)
  return {
    token: checkoutToken(ctx, row.id),
    orgSlug: org.slug,
    postcode: data.postcode,
    approximate: place?.source === 'approximate',
    service: service && toPublicService(service, people, org.slug),
    extras: sold.extras,
    staffId: data.staffId ?? null,
    slot: visit ? slotOf(visit) : null,
    holdExpiresAt: booked ? null : (visit?.hold_expires_at ?? null),
    details: data.details ?? {},
    suggestedCity: place?.city ?? null,
    price: { ...sold.price, currency: org.currency },
    freeUntil: visit ? noticeDeadline(visit.starts_at, org.policies) : null,
    lateFee: service ? sold.price.dueNow - refundFor(sold.price.dueNow, 0, org.policies.lateRefund) : null,
    zone: org.zone,
    status: booked ? 'done' : data.payment?.status === 'needs_action' ? 'needs_action' : 'open',
    appointment: booked
      ? { id: visit.id, number: visit.number, trackingToken: visitToken(ctx, visit.id) }
      : null,
    payment: paymentOf(data),
    nextStep: booked ? 'done' : nextStep(service, isKept, data),
  }
}

/** What is still missing, in the order of the steps. */
function nextStep(
  service: ServiceFacts | null,
  isHeldNow: boolean,
  data: CheckoutData,
): Checkout['nextStep'] {
  if (!service) return 'service'
  if (!isHeldNow) return 'time'
  return data.details ? 'pay' : 'details'
}

/** Extras and price: as sold once a time is kept, else as they would be sold now. */
function soldOf(
  service: ServiceFacts | null,
  data: CheckoutData,
  visit: VisitRow | undefined,
  org: OrganizationSettings,
): { extras: SoldExtra[]; price: Price } {
  const terms = { vatRate: org.policies.vatRate, currency: org.currency }
  if (visit) {
    const extras = visit.extras as SoldExtra[]
    const withExtras = extras.reduce((sum, { price, quantity }) => sum + price * quantity, 0)
    const base = { name: visit.service_name, price: visit.price_amount - withExtras }
    return { extras, price: priceOf({ ...base, deposit: visit.due_now_amount }, extras, terms) }
  }
  if (!service) return { extras: [], price: { lines: [], total: 0, vat: 0, dueNow: 0 } }
  const decision = sellExtras(service, data.extras ?? [])
  const extras = decision.ok ? decision.extras : []
  return { extras, price: priceOf(service, extras, terms) }
}

function slotOf(visit: VisitRow): Checkout['slot'] {
  return {
    startsAt: visit.starts_at,
    endsAt: visit.ends_at,
    staffId: visit.staff_id,
    staffName: visit.staff_name,
  }
}

function paymentOf({ payment }: CheckoutData): Checkout['payment'] {
  if (!payment) return { status: 'none', message: null, last4: null }
  const { status, message, last4 } = payment
  return { status: status === 'pending' ? 'none' : status, message, last4 }
}

/** A postcode may become unknown between two steps; the page of the first step then says so. */
async function locateOrNull(ctx: QueryContext, postcode: string) {
  try {
    return await locate(ctx, postcode)
  } catch (error) {
    if (error instanceof AppError && error.code === 'booking.postcode_unknown') return null
    throw error
  }
}

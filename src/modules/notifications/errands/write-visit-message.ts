import type {
  appointmentBooked,
  appointmentCancelled,
  appointmentConfirmed,
  appointmentMoved,
  appointmentRestored,
  reminderDue,
  VisitFacts,
  visitLookedUp,
} from '#modules/booking/events.ts'
import type { OrganizationSettings } from '#modules/identity/public.ts'
import type { ErrandContext } from '#platform/context.ts'
import { mintToken } from '#platform/token.ts'
import type { EventKind, EventRecord } from '#values/event.ts'
import type { TemplateKey } from '../contract.ts'
import {
  cancellationVariables,
  customerVariables,
  spanVariables,
  visitVariables,
} from '../domain/fill-variables.ts'
import type { Variables } from '../domain/variables.ts'
import { writeMessage } from './write-message.ts'

type Told<K> = K extends EventKind<infer P> ? EventRecord<P> : never

/** A booking is confirmed to its customer, or its request acknowledged. */
export const writeBookingConfirmation = (ctx: ErrandContext, event: Told<typeof appointmentBooked>) =>
  writeVisitMessage(ctx, event, 'visit_booked')

/** The office confirmed a request. */
export const writeConfirmation = (ctx: ErrandContext, event: Told<typeof appointmentConfirmed>) =>
  writeVisitMessage(ctx, event, 'visit_booked')

/** A cancellation was undone: the visit takes place after all. */
export const writeRestoration = (ctx: ErrandContext, event: Told<typeof appointmentRestored>) =>
  writeVisitMessage(ctx, event, 'visit_booked')

/** A visit got another time or person. */
export const writeMoveMessage = (ctx: ErrandContext, event: Told<typeof appointmentMoved>) =>
  writeVisitMessage(ctx, event, 'visit_moved', (org) => ({
    before: { ...spanVariables(event.payload.before, org), staff: event.payload.before.staffName },
  }))

/** A visit was cancelled; says what is given back and kept. */
export const writeCancellationMessage = (ctx: ErrandContext, event: Told<typeof appointmentCancelled>) =>
  writeVisitMessage(ctx, event, 'visit_cancelled', (org) => ({
    cancellation: cancellationVariables(event.payload, event.payload.currency, org.locale),
  }))

/** The day before a visit. */
export const writeReminder = (ctx: ErrandContext, event: Told<typeof reminderDue>) =>
  writeVisitMessage(ctx, event, 'visit_reminder')

/** Somebody asked for the page of a booking; only its own customer gets the link. */
export const writeVisitLink = (ctx: ErrandContext, event: Told<typeof visitLookedUp>) =>
  writeVisitMessage(ctx, event, 'visit_link')

async function writeVisitMessage(
  ctx: ErrandContext,
  event: { id: string; payload: VisitFacts },
  templateKey: TemplateKey,
  more: (org: OrganizationSettings) => Variables = () => ({}),
): Promise<void> {
  const visit = event.payload
  if (!visit.notify || !visit.customerEmail) return
  await writeMessage(ctx, {
    templateKey,
    dedupeKey: `${event.id}:${templateKey}`,
    to: { name: visit.customerName ?? '', address: visit.customerEmail },
    variables: (org) => ({
      customer: customerVariables(visit.customerName),
      visit: visitVariables(visit, surroundingsOf(ctx, visit, org)),
      ...more(org),
    }),
    clientId: visit.clientId,
    subjectType: 'appointment',
    subjectId: visit.appointmentId,
  })
}

function surroundingsOf(ctx: ErrandContext, visit: VisitFacts, org: OrganizationSettings) {
  const { baseUrl, secret } = ctx.config
  const token = mintToken(secret, 'visit', ctx.orgId, visit.appointmentId)
  const notice = org.policies.cancelNoticeHours * 3_600_000
  return {
    zone: org.zone,
    locale: org.locale,
    place: visit.postcode,
    deadline: new Date(Date.parse(visit.startsAt) - notice).toISOString(),
    link: `${baseUrl}/track/${token}`,
    calendarLink: `${baseUrl}/api/v1/public/visits/${token}/visit.ics`,
  }
}

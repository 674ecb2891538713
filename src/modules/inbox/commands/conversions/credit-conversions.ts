import { sql } from 'kysely'
import type { appointmentBooked, appointmentCancelled, appointmentRestored } from '#modules/booking/events.ts'
import type { clientCreated } from '#modules/crm/events.ts'
import type { CommandContext } from '#platform/context.ts'
import type { EventKind, EventRecord } from '#values/event.ts'
import { newId } from '#values/ids.ts'
import { findTouch, type Touch } from './find-touch.ts'
import { linkContacts } from './link-contacts.ts'

type Told<K> = K extends EventKind<infer P> ? EventRecord<P> : never

/** A booking whose client was in touch shortly before is credited to the last touch (INBX-028). */
export async function creditBooking(
  ctx: CommandContext,
  event: Told<typeof appointmentBooked>,
): Promise<void> {
  const { clientId, appointmentId, price, customerPhone, customerEmail } = event.payload
  if (!clientId) return
  const saidBy = await linkContacts(ctx, { clientId, phone: customerPhone, email: customerEmail })
  const touch = await findTouch(ctx, { clientId, at: event.occurredAt, saidBy })
  if (touch)
    await insertConversion(ctx, touch, {
      kind: 'booking',
      at: event.occurredAt,
      clientId,
      refId: appointmentId,
      amount: price,
    })
}

/** Somebody who wrote to us became a client: a lead. */
export async function creditLead(ctx: CommandContext, event: Told<typeof clientCreated>): Promise<void> {
  const { clientId, phone, email } = event.payload
  const saidBy = await linkContacts(ctx, { clientId, phone, email })
  const touch = await findTouch(ctx, { clientId, at: event.occurredAt, saidBy })
  if (touch)
    await insertConversion(ctx, touch, {
      kind: 'lead',
      at: event.occurredAt,
      clientId,
      refId: clientId,
      amount: null,
    })
}

/** A cancelled booking stays credited, and says that it was cancelled. */
export async function noteConversionCancelled(
  ctx: CommandContext,
  event: Told<typeof appointmentCancelled>,
): Promise<void> {
  await markCancelled(ctx, event.payload.appointmentId, event.occurredAt)
}

/** The cancellation was taken back. */
export async function noteConversionRestored(
  ctx: CommandContext,
  event: Told<typeof appointmentRestored>,
): Promise<void> {
  await markCancelled(ctx, event.payload.appointmentId, null)
}

async function markCancelled(ctx: CommandContext, appointmentId: string, at: string | null): Promise<void> {
  await sql`update inbox.conversions set cancelled_at = ${at}
    where org_id = ${ctx.orgId} and kind = 'booking' and ref_id = ${appointmentId}`.execute(ctx.tx)
}

async function insertConversion(
  ctx: CommandContext,
  touch: Touch,
  facts: { kind: 'lead' | 'booking'; at: string; clientId: string; refId: string; amount: number | null },
): Promise<void> {
  await sql`
    insert into inbox.conversions (org_id, id, kind, at, client_id, conversation_id, broadcast_id, channel_id, agent_id,
      amount, ref_id)
    values (${ctx.orgId}, ${newId(Date.parse(facts.at))}, ${facts.kind}, ${facts.at}, ${facts.clientId},
      ${touch.conversationId}, ${touch.broadcastId}, ${touch.channelId}, ${touch.agentId}, ${facts.amount}, ${facts.refId})
    on conflict on constraint conversions_ref_key do nothing`.execute(ctx.tx)
}

import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { messagePrice } from '../domain/message-price.ts'
import { channelChanged, deliveriesChanged } from '../events.ts'
import { findChannel } from '../queries/channel.ts'
import { loadInboxSettings } from '../queries/inbox-settings.ts'
import { applyEarly, lockVendorIds } from './apply-statuses.ts'

/** A message that the vendor took. */
export interface SentMessage {
  messageId: string
  providerRef: string
  /** How far it got already, where the vendor tells at once. */
  status: 'sent' | 'delivered'
  price: number | null
  /** In how many parts an SMS went; null when the vendor did not say. */
  parts?: number | null
}

/**
 * Notes that messages left, takes them off the queue, and applies what the vendor told about them before we knew their
 * vendor ids. The number of statements is fixed.
 */
export async function noteSent(
  ctx: CommandContext,
  { channelId, sent }: { channelId: string; sent: readonly SentMessage[] },
): Promise<void> {
  const { kind } = await findChannel(ctx, channelId)
  await lockVendorIds(ctx, channelId)
  const now = ctx.now.toString({ smallestUnit: 'millisecond' })
  const ids = sent.map(({ messageId }) => messageId)
  const column = <T>(value: (one: SentMessage) => T) => sent.map(value)
  const settings = await loadInboxSettings(ctx)
  const priceOf = ({ price, parts, providerRef }: SentMessage) =>
    price ?? (kind === 'sms' && parts ? messagePrice(settings, 'sms', providerRef, parts) : null)
  const { rows } = await sql<{ id: string; conversationId: string; status: string }>`
    update inbox.messages m set status = s.status, sent_at = ${now},
      delivered_at = case when s.status = 'delivered' then ${now}::timestamptz end, provider_ref = s.ref,
      price_amount = coalesce(s.price, m.price_amount)
    from unnest(${ids}::uuid[], ${column(({ providerRef }) => providerRef)}::text[],
      ${column(({ status }) => status)}::text[], ${column(priceOf)}::bigint[]) as s (id, ref, status, price)
    where m.org_id = ${ctx.orgId} and m.id = s.id and m.status = 'sending'
    returning m.id, m.conversation_id as "conversationId", m.status`.execute(ctx.tx)
  await sql`delete from inbox.outgoing
    where org_id = ${ctx.orgId} and message_id = any(${ids}::uuid[])`.execute(ctx.tx)
  if (rows.length === 0) return
  const messages = rows.map(({ id, ...row }) => ({ messageId: id, ...row, category: null }))
  await publish(ctx, deliveriesChanged({ messages }))
  await applyEarly(ctx, { channelId, kind, refs: column(({ providerRef }) => providerRef) })
  await noteHealthy(ctx, channelId)
}

/** A channel that sends has no fault any more. Not written for every message, so that the row stays quiet. */
async function noteHealthy(ctx: CommandContext, channelId: string): Promise<void> {
  const { rows } = await sql<{ kind: string; wasFaulty: boolean }>`
    with before as (select id, last_error is not null as was_faulty from inbox.channels
      where org_id = ${ctx.orgId} and id = ${channelId} and (last_error is not null or last_sent_at is null
        or last_sent_at < ${ctx.now.subtract({ seconds: 10 }).toString()}))
    update inbox.channels c set last_sent_at = ${ctx.now.toString()}, last_error = null, last_error_at = null
    from before b where c.org_id = ${ctx.orgId} and c.id = b.id
    returning c.kind, b.was_faulty as "wasFaulty"`.execute(ctx.tx)
  if (rows[0]?.wasFaulty)
    await publish(ctx, channelChanged({ channelId, kind: rows[0].kind, change: 'health' }))
}

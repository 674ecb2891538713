import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { newId } from '#values/ids.ts'
import type { StatusReport } from '../contract/incoming.ts'
import type { ChannelKind } from '../contract/words.ts'
import { cleanData, cleanLine } from '../domain/clean-text.ts'
import { failureCategory } from '../domain/failure-category.ts'
import { messagePrice } from '../domain/message-price.ts'
import { notAfter } from '../domain/message-time.ts'
import { type Progress, statusOrder, sumReports } from '../domain/status-order.ts'
import { deliveriesChanged } from '../events.ts'
import { findChannel } from '../queries/channel.ts'
import { loadInboxSettings } from '../queries/inbox-settings.ts'
import { noteFailures } from './note-failures.ts'

/**
 * Applies what a vendor told about messages of ours, in any order and however often: a status never goes back. What is
 * about messages whose vendor id we do not know yet is kept until we do. The number of statements is fixed. Asks no
 * permission: it is called for vendors.
 */
export async function applyStatuses(
  ctx: CommandContext,
  { channelId, statuses }: { channelId: string; statuses: readonly StatusReport[] },
): Promise<void> {
  if (statuses.length === 0) return
  const now = ctx.now.toString()
  const sums = sumReports(statuses.map((report) => ({ ...report, at: notAfter(report.at, now) })))
  const { kind } = await findChannel(ctx, channelId)
  const known = await applyProgress(ctx, { channelId, kind, sums })
  const unknown = sums.filter(({ providerRef }) => !known.has(providerRef))
  if (unknown.length === 0) return
  // Whoever is just noting vendor ids of this channel ends first; then either the id is there, or the note is read.
  await lockVendorIds(ctx, channelId)
  const late = await applyProgress(ctx, { channelId, kind, sums: unknown })
  await keepEarly(
    ctx,
    channelId,
    unknown.filter(({ providerRef }) => !late.has(providerRef)),
  )
}

/** Holds until the end of the transaction: vendor ids of the channel's messages are noted, or early words are kept. */
export async function lockVendorIds(ctx: CommandContext, channelId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`vendor ids of ${channelId}`}, 0))`.execute(
    ctx.tx,
  )
}

/** Applies what was told before the vendor ids of these messages were known. */
export async function applyEarly(
  ctx: CommandContext,
  { channelId, kind, refs }: { channelId: string; kind: ChannelKind; refs: readonly string[] },
): Promise<void> {
  const { rows } = await sql<{ facts: Progress }>`
    delete from inbox.early_statuses where org_id = ${ctx.orgId} and channel_id = ${channelId}
      and provider_ref = any(${[...refs]}::text[]) returning facts`.execute(ctx.tx)
  if (rows.length === 0) return
  const sums = sumReports(rows.flatMap(({ facts }) => reportsOf(facts)))
  await applyProgress(ctx, { channelId, kind, sums })
}

interface Applied {
  id: string
  conversationId: string
  providerRef: string
  was: string
  status: string
}

/** Returns the vendor ids that are known. */
async function applyProgress(
  ctx: CommandContext,
  { channelId, kind, sums }: { channelId: string; kind: ChannelKind; sums: readonly Progress[] },
): Promise<Set<string>> {
  const categories = new Map(
    sums.map(({ providerRef, code }) => [providerRef, code === null ? null : failureCategory(kind, code)]),
  )
  const rows = await updateMessages(ctx, channelId, sums, categories)
  const changed = rows.filter(({ was, status }) => was !== status)
  const failed = changed.filter(({ status }) => status === 'failed')
  const byRef = new Map(sums.map((sum) => [sum.providerRef, sum]))
  await noteFailures(
    ctx,
    failed.map(({ id, conversationId, providerRef }) => ({
      messageId: id,
      conversationId,
      channelId,
      at: byRef.get(providerRef)!.failedAt!,
      code: cleanLine(byRef.get(providerRef)!.code ?? ''),
      title: cleanLine(byRef.get(providerRef)!.title ?? ''),
      category: categories.get(providerRef) ?? 'unknown',
    })),
  )
  await forgetFailures(
    ctx,
    changed.filter(({ was }) => was === 'failed').map(({ id }) => id),
  )
  if (changed.length > 0) {
    const messages = changed.map(({ id, conversationId, providerRef, status }) => ({
      messageId: id,
      conversationId,
      status,
      category: status === 'failed' ? (categories.get(providerRef) ?? 'unknown') : null,
    }))
    await publish(ctx, deliveriesChanged({ messages }))
  }
  return new Set(rows.map(({ providerRef }) => providerRef))
}

async function updateMessages(
  ctx: CommandContext,
  channelId: string,
  sums: readonly Progress[],
  categories: ReadonlyMap<string, string | null>,
): Promise<Applied[]> {
  const column = <T>(value: (sum: Progress) => T) => sums.map(value)
  const settings = await loadInboxSettings(ctx)
  // What did not arrive is not charged.
  const listPrice = ({ charge, deliveredAt, providerRef }: Progress) =>
    charge && deliveredAt ? messagePrice(settings, charge, providerRef) : null
  const order = sql`array[${sql.join(statusOrder.map((status) => sql.lit(status)))}]::text[]`
  const { rows } = await sql<Applied>`
    with told as (
      select * from unnest(${column(({ providerRef }) => providerRef)}::text[],
        ${column(({ status }) => status)}::text[], ${column(({ sentAt }) => sentAt)}::timestamptz[],
        ${column(({ deliveredAt }) => deliveredAt)}::timestamptz[], ${column(({ readAt }) => readAt)}::timestamptz[],
        ${column(({ failedAt }) => failedAt)}::timestamptz[], ${column(({ code }) => code && cleanLine(code))}::text[],
        ${column(({ title }) => title && cleanLine(title))}::text[],
        ${column(({ providerRef }) => categories.get(providerRef))}::text[],
        ${column(({ price }) => price)}::bigint[], ${column(listPrice)}::bigint[])
        as t (ref, status, sent_at, delivered_at, read_at, failed_at, code, title, category, price, list_price)),
    before as (
      select m.id, m.status as was, t.*,
        array_position(${order}, t.status) > array_position(${order}, m.status) as advances
      from told t join inbox.messages m on m.org_id = ${ctx.orgId} and m.channel_id = ${channelId}
        and m.provider_ref = t.ref and m.direction = 'out'
      order by m.id for update of m)
    update inbox.messages m set
      status = case when b.advances then b.status else m.status end,
      -- Whatever came first: "read" stands in for the times before it until these are told.
      sent_at = case when coalesce(m.sent_at, b.sent_at) is not null then greatest(m.created_at, least(m.sent_at, b.sent_at)) end,
      delivered_at = least(m.delivered_at, b.delivered_at),
      read_at = least(m.read_at, b.read_at),
      price_amount = coalesce(b.price, m.price_amount, b.list_price),
      failed_at = case when b.advances then case when b.status = 'failed' then b.failed_at end else m.failed_at end,
      failure_code = case when b.advances then case when b.status = 'failed' then b.code end else m.failure_code end,
      failure_title = case when b.advances then case when b.status = 'failed' then b.title end else m.failure_title end,
      failure_category = case when b.advances then case when b.status = 'failed' then b.category end
        else m.failure_category end
    from before b
    where m.org_id = ${ctx.orgId} and m.id = b.id
    returning m.id, m.conversation_id as "conversationId", b.ref as "providerRef", b.was, m.status`.execute(
    ctx.tx,
  )
  return rows
}

/** What was delivered after all did not fail. */
async function forgetFailures(ctx: CommandContext, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return
  await sql`delete from inbox.failures
    where org_id = ${ctx.orgId} and message_id = any(${[...messageIds]}::uuid[])`.execute(ctx.tx)
}

async function keepEarly(ctx: CommandContext, channelId: string, sums: readonly Progress[]): Promise<void> {
  if (sums.length === 0) return
  await sql`
    insert into inbox.early_statuses (org_id, id, channel_id, provider_ref, facts, at)
    select o.id, e.id, ${channelId}, e.ref, e.facts::jsonb, ${ctx.now.toString()}
    from core.orgs o, unnest(${sums.map(() => newId(ctx.now.epochMilliseconds))}::uuid[],
      ${sums.map(({ providerRef }) => providerRef)}::text[], ${sums.map((sum) => JSON.stringify(cleanData(sum)))}::text[])
      as e (id, ref, facts)
    where o.id = ${ctx.orgId}`.execute(ctx.tx)
}

/** A sum as the reports it came from. */
function reportsOf(sum: Progress): StatusReport[] {
  const { providerRef, sentAt, deliveredAt, readAt, failedAt, code, title, price, charge } = sum
  const one = (status: StatusReport['status'], at: string | null) =>
    at === null
      ? []
      : [{ providerRef, status, at, ...(price !== null && { price }), ...(charge && { charge }) }]
  return [
    ...one('sent', sentAt),
    ...one('delivered', deliveredAt),
    ...one('read', readAt),
    ...one('failed', failedAt).map((report) => ({ ...report, code: code ?? '', title: title ?? '' })),
  ]
}

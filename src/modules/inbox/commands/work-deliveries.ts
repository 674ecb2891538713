import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import type { Parsed } from '../contract/incoming.ts'
import { outcomeOf } from '../domain/delivery-outcome.ts'
import { messageTime } from '../domain/message-time.ts'
import { applyChannelReports } from './apply-channel-reports.ts'
import { applyStatuses } from './apply-statuses.ts'
import { applyTemplateReports } from './apply-template-reports.ts'
import { noteCalls } from './note-calls.ts'
import { receiveMessages } from './receive-messages.ts'

/** A delivery with what its vendor's reader found in it. */
export interface ReadDelivery {
  id: string
  channelId: string
  receivedAt: string
  parsed: Parsed
}

/**
 * Works a batch of deliveries in one transaction and marks them done. False: somebody else is at the organisation's
 * deliveries, and will find these.
 */
export async function workDeliveries(ctx: CommandContext, batch: readonly ReadDelivery[]): Promise<boolean> {
  const { rows } = await sql<{ isOurs: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`deliveries of ${ctx.orgId}`}, 0)) as "isOurs"`.execute(
    ctx.tx,
  )
  if (!rows[0]!.isOurs) return false
  const waiting = await stillWaiting(ctx, batch)
  for (const [channelId, deliveries] of Map.groupBy(waiting, ({ channelId }) => channelId)) {
    await workChannel(ctx, channelId, deliveries)
  }
  await markDone(ctx, waiting)
  return true
}

/** A delivery that cannot be worked is kept with the reason, so that it holds up nobody. */
export async function setDeliveryAside(
  ctx: CommandContext,
  { id, reason }: { id: string; reason: string },
): Promise<void> {
  await sql`update inbox.deliveries set processed_at = ${ctx.now.toString()}, outcome = ${`Could not be worked: ${reason}`}
    where org_id = ${ctx.orgId} and id = ${id} and processed_at is null`.execute(ctx.tx)
}

async function stillWaiting(ctx: CommandContext, batch: readonly ReadDelivery[]): Promise<ReadDelivery[]> {
  const { rows } = await sql<{ id: string }>`select id from inbox.deliveries
    where org_id = ${ctx.orgId} and id = any(${batch.map(({ id }) => id)}::uuid[]) and processed_at is null`.execute(
    ctx.tx,
  )
  const ids = new Set(rows.map(({ id }) => id))
  return batch.filter(({ id }) => ids.has(id))
}

async function workChannel(
  ctx: CommandContext,
  channelId: string,
  deliveries: readonly ReadDelivery[],
): Promise<void> {
  await receiveMessages(ctx, {
    channelId,
    messages: deliveries.flatMap(({ receivedAt, parsed }) =>
      parsed.messages.map((message) => ({ ...message, at: messageTime(message.at, receivedAt) })),
    ),
  })
  await noteCalls(ctx, {
    channelId,
    calls: deliveries.flatMap(({ receivedAt, parsed }) =>
      (parsed.calls ?? []).map((call) => ({ ...call, at: messageTime(call.at, receivedAt) })),
    ),
  })
  await applyStatuses(ctx, {
    channelId,
    statuses: deliveries.flatMap(({ receivedAt, parsed }) =>
      parsed.statuses.map((report) => ({ ...report, at: report.at || receivedAt })),
    ),
  })
  await applyTemplateReports(ctx, {
    channelId,
    reports: deliveries.flatMap(({ parsed }) => parsed.templates ?? []),
  })
  await applyChannelReports(ctx, {
    channelId,
    reports: deliveries.flatMap(({ parsed }) => parsed.channel ?? []),
  })
}

async function markDone(ctx: CommandContext, deliveries: readonly ReadDelivery[]): Promise<void> {
  await sql`update inbox.deliveries d set processed_at = ${ctx.now.toString()}, outcome = o.outcome
    from unnest(${deliveries.map(({ id }) => id)}::uuid[], ${deliveries.map(({ parsed }) => outcomeOf(parsed))}::text[])
      as o (id, outcome)
    where d.org_id = ${ctx.orgId} and d.id = o.id`.execute(ctx.tx)
}

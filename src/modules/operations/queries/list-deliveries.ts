import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { Delivery, getDelivery as getContract, listDeliveries as listContract } from '../contract.ts'
import { decodeCursor, encodeCursor } from '../domain/delivery-cursor.ts'
import { operationsTables } from '../tables.ts'
import { getWebhook } from './list-webhooks.ts'

/** The delivery log of one webhook, newest first. */
export async function listDeliveries(
  ctx: QueryContext,
  { webhookId, status, cursor, limit }: Input<typeof listContract>,
): Promise<Output<typeof listContract>> {
  await getWebhook(ctx, { webhookId })
  let matching = operationsTables(ctx.tx)
    .selectFrom('webhook_deliveries')
    .where('org_id', '=', ctx.orgId)
    .where('webhook_id', '=', webhookId)
  if (status) matching = matching.where('status', '=', status)
  const mark = decodeCursor(cursor)
  const page = mark
    ? matching.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('created_at', 'id'), '<', tuple(mark.createdAt, mark.id)),
      )
    : matching
  const [rows, { total }] = await Promise.all([
    page
      .select(columns)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute(),
    matching.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ])
  const shown = rows.slice(0, limit)
  const lastTries = await lastTriesOf(
    ctx,
    shown.map(({ id }) => id),
  )
  const last = shown.at(-1)
  return {
    items: shown.map((row) => ({ ...row, lastTry: lastTries.get(row.id) ?? null })),
    total,
    ...(rows.length > limit && last && { nextCursor: encodeCursor(last.createdAt, last.id) }),
  }
}

/** One delivery with its body and every try, oldest first. */
export async function getDelivery(
  ctx: QueryContext,
  { deliveryId }: Input<typeof getContract>,
): Promise<Output<typeof getContract>> {
  permit(ctx, 'webhook.manage')
  const tables = operationsTables(ctx.tx)
  const [row, attempts] = await Promise.all([
    tables
      .selectFrom('webhook_deliveries')
      .select([...columns, 'body'])
      .where('org_id', '=', ctx.orgId)
      .where('id', '=', deliveryId)
      .executeTakeFirst(),
    tables
      .selectFrom('webhook_tries')
      .select(['id', 'at', 'status', 'ms', 'error', 'response'])
      .where('org_id', '=', ctx.orgId)
      .where('delivery_id', '=', deliveryId)
      .orderBy('at')
      .orderBy('id')
      .execute(),
  ])
  if (!row) throw new AppError('operations.delivery_not_found')
  const last = attempts.at(-1)
  const lastTry = last ? { at: last.at, status: last.status, ms: last.ms, error: last.error } : null
  return { ...row, body: row.body as Record<string, unknown>, lastTry, attempts }
}

/** One delivery as the list shows it. */
export async function getDeliveryRow(ctx: QueryContext, deliveryId: string): Promise<Delivery> {
  const { body: _body, attempts: _attempts, ...row } = await getDelivery(ctx, { deliveryId })
  return row
}

const columns = [
  'id',
  'webhook_id as webhookId',
  'message_id as messageId',
  'event_name as eventName',
  'status',
  'tries',
  'next_try_at as nextTryAt',
  'created_at as createdAt',
  'delivered_at as deliveredAt',
] as const

async function lastTriesOf(
  ctx: QueryContext,
  deliveryIds: string[],
): Promise<Map<string, NonNullable<Delivery['lastTry']>>> {
  if (deliveryIds.length === 0) return new Map()
  const rows = await operationsTables(ctx.tx)
    .selectFrom('webhook_tries')
    .distinctOn('delivery_id')
    .select(['delivery_id', 'at', 'status', 'ms', 'error'])
    .where('org_id', '=', ctx.orgId)
    .where('delivery_id', 'in', deliveryIds)
    .orderBy('delivery_id')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return new Map(rows.map(({ delivery_id, ...lastTry }) => [delivery_id, lastTry]))
}

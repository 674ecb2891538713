import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { decodeCursor, encodeCursor } from '#values/cursor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type * as contract from '../../contract/broadcasts.ts'
import { readBroadcast, readBroadcasts } from './broadcast-row.ts'

/** Broadcasts with their results, newest first. Two statements. */
export async function listBroadcasts(
  ctx: QueryContext,
  { cursor, limit }: Input<typeof contract.listBroadcasts>,
): Promise<Output<typeof contract.listBroadcasts>> {
  permit(ctx, 'message.view')
  const mark = decodeCursor(cursor, 2)
  const beyond = mark ? sql`(b.created_at, b.id) < (${mark[0]}::timestamptz, ${mark[1]}::uuid)` : sql`true`
  const [rows, { rows: counted }] = await Promise.all([
    readBroadcasts(ctx, beyond, limit + 1),
    sql<{
      total: number
    }>`select count(*)::int as total from inbox.broadcasts where org_id = ${ctx.orgId}`.execute(ctx.tx),
  ])
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(({ exactAt: _, ...broadcast }) => broadcast),
    total: counted[0]!.total,
    ...(rows.length > limit && last && { nextCursor: encodeCursor([last.exactAt, last.id]) }),
  }
}

/** One broadcast with its results. */
export async function getBroadcast(
  ctx: QueryContext,
  { broadcastId }: Input<typeof contract.getBroadcast>,
): Promise<Output<typeof contract.getBroadcast>> {
  permit(ctx, 'message.view')
  return readBroadcast(ctx, broadcastId)
}

import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { decodeCursor, encodeCursor } from '#values/cursor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type { listMessages as contract, Message } from '../contract.ts'
import { notificationsTables } from '../tables.ts'
import { listed, toMessage } from './message-row.ts'

const MOST_FOUND = 10_000

/** A page of messages, newest first, with the number that match and of those that failed. Two statements. */
export async function listMessages(
  ctx: QueryContext,
  input: Input<typeof contract>,
): Promise<Output<typeof contract>> {
  permit(ctx, 'message.view')
  const mark = decodeCursor(input.cursor, 2)
  const matching = matchingMessages(ctx, input)
  const beyond = sql<boolean>`(m.created_at, m.id) < (${mark?.[0]}::timestamptz, ${mark?.[1]}::uuid)`
  const [rows, { rows: facts }] = await Promise.all([
    notificationsTables(ctx.tx)
      .selectFrom('messages as m')
      .select(listed)
      .select(sql<string>`m.created_at::text`.as('exact_at'))
      .where(matching)
      .$if(mark !== null, (query) => query.where(beyond))
      .orderBy('m.created_at', 'desc')
      .orderBy('m.id', 'desc')
      .limit(input.limit + 1)
      .execute(),
    sql<{ total: number; failed: number }>`
      select (select count(*)::int from notifications.messages m where ${matching}) as total,
             (select count(*)::int from notifications.unfinished u
              where u.org_id = ${ctx.orgId} and u.is_failed) as failed`.execute(ctx.tx),
  ])
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  return {
    items: page.map(toMessage),
    ...facts[0]!,
    hasMailServer: Boolean(ctx.config.smtpUrl),
    ...(rows.length > input.limit && last && { nextCursor: encodeCursor([last.exact_at, last.id]) }),
  }
}

function matchingMessages(ctx: QueryContext, filter: Input<typeof contract>) {
  const parts = [sql`m.org_id = ${ctx.orgId}`]
  if (filter.q) {
    const needle = filter.q.replace(/[\\%_]/g, '\\$&')
    parts.push(sql`m.id in (select notifications.search_messages(${ctx.orgId}, ${needle}, ${MOST_FOUND}))`)
  }
  if (filter.status?.length) parts.push(sql`m.status = any(${filter.status}::text[])`)
  if (filter.clientId) parts.push(sql`m.client_id = ${filter.clientId}`)
  if (filter.subjectId) parts.push(sql`m.subject_id = ${filter.subjectId}`)
  return sql<boolean>`${sql.join(parts, sql` and `)}`
}

/** How many messages could not be delivered and wait for a person. Asks no permission: the caller does. */
export async function countFailedMessages(ctx: QueryContext): Promise<number> {
  const row = await notificationsTables(ctx.tx)
    .selectFrom('unfinished')
    .select(sql<number>`count(*)::int`.as('failed'))
    .where('org_id', '=', ctx.orgId)
    .where('is_failed', '=', true)
    .executeTakeFirstOrThrow()
  return row.failed
}

/** The latest messages that could not be delivered, at most `limit`. Asks no permission: the caller does. */
export async function listFailedMessages(
  ctx: QueryContext,
  { limit }: { limit: number },
): Promise<Message[]> {
  const rows = await notificationsTables(ctx.tx)
    .selectFrom('unfinished as u')
    .innerJoin('messages as m', (join) =>
      join.onRef('m.org_id', '=', 'u.org_id').onRef('m.id', '=', 'u.message_id'),
    )
    .select(listed.map((column) => `m.${column}` as const))
    .where('u.org_id', '=', ctx.orgId)
    .where('u.is_failed', '=', true)
    .orderBy('u.since', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toMessage)
}

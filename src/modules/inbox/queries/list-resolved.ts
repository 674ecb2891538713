import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { decodeCursor } from '#values/cursor.ts'
import { type ConversationFilter, filterCondition } from './conversation-filter.ts'
import { selectConversation } from './conversation-row.ts'
import type { RowPage } from './list-conversations.ts'

/** So many resolutions are looked through for one page; a rare filter goes on at the next cursor. */
const WINDOW = 4_000
/** Resolved conversations are counted up to here; one more means "more". */
const MOST_COUNTED = 1_000

/** Resolved conversations, newest first: those of one person by their own index, all others through the resolutions. */
export async function listResolved(ctx: QueryContext, input: ConversationFilter): Promise<RowPage> {
  const mark = decodeCursor(input.cursor, 3)
  return input.clientId || input.contactId
    ? listOfPerson(ctx, input, mark)
    : listThroughResolutions(ctx, input, mark)
}

async function listOfPerson(
  ctx: QueryContext,
  input: ConversationFilter,
  mark: string[] | null,
): Promise<RowPage> {
  const { columns, joins } = selectConversation(ctx)
  const beyond = mark ? sql`where (w.at, w.id) < (${mark[0]}::timestamptz, ${mark[2]}::uuid)` : sql``
  const { rows } = await sql<RowPage['rows'][number] & { total: number }>`
    with found as (
      select c.id, c.resolved_at as at from inbox.conversations c
      where c.org_id = ${ctx.orgId} and c.status = 'resolved' and ${filterCondition(ctx, input)})
    select ${columns}, w.at::text as k1, '' as k2, (select count(*)::int from found) as total
    from (select * from found w ${beyond} order by w.at desc, w.id desc limit ${input.limit + 1}) w
    join inbox.conversations c on c.org_id = ${ctx.orgId} and c.id = w.id ${joins}
    order by w.at desc, w.id desc`.execute(ctx.tx)
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

async function listThroughResolutions(
  ctx: QueryContext,
  input: ConversationFilter,
  mark: string[] | null,
): Promise<RowPage> {
  const { columns, joins } = selectConversation(ctx)
  const beyond = mark ? sql`and (r.resolved_at, r.id) < (${mark[0]}::timestamptz, ${mark[1]}::uuid)` : sql``
  const latest = sql`select r.id, r.conversation_id, r.resolved_at from inbox.resolutions r
    where r.org_id = ${ctx.orgId} and r.reopened_at is null`
  const newestFirst = sql`order by r.resolved_at desc, r.id desc`
  const matching = sql`join inbox.conversations c on c.org_id = ${ctx.orgId} and c.id = r.conversation_id
      and c.status = 'resolved' and ${filterCondition(ctx, input)}`
  const [{ rows }, { rows: facts }] = await Promise.all([
    sql<RowPage['rows'][number]>`
      select ${columns}, w.resolved_at::text as k1, w.resolution_id::text as k2
      from (select r.id as resolution_id, r.resolved_at, c.id
            from (${latest} ${beyond} ${newestFirst} limit ${WINDOW}) r ${matching}
            ${newestFirst} limit ${input.limit + 1}) w
      join inbox.conversations c on c.org_id = ${ctx.orgId} and c.id = w.id ${joins}
      order by w.resolved_at desc, w.resolution_id desc`.execute(ctx.tx),
    sql<{ total: number; edgeAt: string | null; edgeId: string | null }>`
      select (select count(*)::int from (select 1 from (${latest} ${newestFirst} limit ${WINDOW}) r ${matching}
              limit ${MOST_COUNTED + 1}) x) as total,
        e.resolved_at::text as "edgeAt", e.id as "edgeId"
      from (select 1) one
      left join (${latest} ${beyond} ${newestFirst} offset ${WINDOW - 1} limit 1) e on true`.execute(ctx.tx),
  ])
  const { total, edgeAt, edgeId } = facts[0]!
  return { rows, total, ...(edgeAt && edgeId && { windowEnd: [edgeAt, edgeId, edgeId] }) }
}

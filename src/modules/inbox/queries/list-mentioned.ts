import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { decodeCursor } from '#values/cursor.ts'
import { askingMember, type ConversationFilter, filterCondition } from './conversation-filter.ts'
import { selectConversation } from './conversation-row.ts'
import type { RowPage } from './list-conversations.ts'

/** So many of the latest mentions are looked at. */
const MOST = 500

/** Conversations in which a colleague named the member who asks, resolved ones too; the latest mention first. */
export async function listMentioned(ctx: QueryContext, input: ConversationFilter): Promise<RowPage> {
  const { columns, joins } = selectConversation(ctx)
  const mark = decodeCursor(input.cursor, 3)
  const beyond = mark ? sql`where (w.at, w.id) < (${mark[0]}::timestamptz, ${mark[2]}::uuid)` : sql``
  // An array, so that a plan made for any organisation asks for these conversations and never reads all there are.
  const { rows } = await sql<RowPage['rows'][number] & { total: number }>`
    with latest as materialized (
      select n.conversation_id, n.at from inbox.mentions n
      where n.org_id = ${ctx.orgId} and n.member_id = ${askingMember(ctx)} order by n.at desc limit ${MOST}),
    fitting as materialized (
      select c.id from inbox.conversations c
      where c.org_id = ${ctx.orgId} and c.id = any(array(select l.conversation_id from latest l)) and ${filterCondition(ctx, input)}),
    found as (
      select f.id, max(l.at) as at from fitting f join latest l on l.conversation_id = f.id group by f.id)
    select ${columns}, w.at::text as k1, '' as k2, (select count(*)::int from found) as total
    from (select * from found w ${beyond} order by w.at desc, w.id desc limit ${input.limit + 1}) w
    join inbox.conversations c on c.org_id = ${ctx.orgId} and c.id = w.id ${joins}
    order by w.at desc, w.id desc`.execute(ctx.tx)
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

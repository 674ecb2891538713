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
  const { rows } = await sql<RowPage['rows'][number] & { total: number }>`
    with latest as (
      select n.conversation_id, n.at from inbox.mentions n
      where n.org_id = ${ctx.orgId} and n.member_id = ${askingMember(ctx)} order by n.at desc limit ${MOST}),
    found as (
      select c.id, max(l.at) as at from latest l
      join inbox.conversations c on c.org_id = ${ctx.orgId} and c.id = l.conversation_id and ${filterCondition(ctx, input)}
      group by c.id)
    select ${columns}, w.at::text as k1, '' as k2, (select count(*)::int from found) as total
    from (select * from found w ${beyond} order by w.at desc, w.id desc limit ${input.limit + 1}) w
    join inbox.conversations c on c.org_id = ${ctx.orgId} and c.id = w.id ${joins}
    order by w.at desc, w.id desc`.execute(ctx.tx)
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

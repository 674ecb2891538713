import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { decodeCursor } from '#values/cursor.ts'
import { readNeedle } from '../domain/needle.ts'
import {
  askingMember,
  type ConversationFilter,
  filterCondition,
  viewCondition,
} from './conversation-filter.ts'
import { selectConversation } from './conversation-row.ts'
import type { RowPage } from './list-conversations.ts'

/** The latest messages and the contacts that match, before conversations are made of them. */
const MOST_MESSAGES = 300
const MOST_CONTACTS = 100
const MOST_OF_CONTACTS = 300

/**
 * Conversations in which the words were said (private notes too), whose contact has the name, number or address, or
 * with this number; the latest match first. The view `all` means everything, resolved ones too.
 */
export async function searchConversations(
  ctx: QueryContext,
  input: ConversationFilter,
  q: string,
): Promise<RowPage> {
  const { columns, joins } = selectConversation(ctx)
  const { text, contact, number } = readNeedle(q)
  const mark = decodeCursor(input.cursor, 3)
  const beyond = mark ? sql`where (w.at, w.id) < (${mark[0]}::timestamptz, ${mark[2]}::uuid)` : sql``
  const { rows } = await sql<RowPage['rows'][number] & { total: number }>`
    with hits as (
      select s.conversation_id, s.at from inbox.search_messages(${ctx.orgId}, ${text}, ${MOST_MESSAGES}) s
      union all
      (select c.id, c.last_message_at from inbox.search_contacts(${ctx.orgId}, ${contact}, ${MOST_CONTACTS}) p
       join inbox.conversations c on c.org_id = ${ctx.orgId} and c.contact_id = p limit ${MOST_OF_CONTACTS})
      union all
      select c.id, c.last_message_at from inbox.conversations c
      where c.org_id = ${ctx.orgId} and c.number = ${number}),
    found as (
      select c.id, max(h.at) as at from hits h
      join inbox.conversations c on c.org_id = ${ctx.orgId} and c.id = h.conversation_id
        and ${searchedView(ctx, input.view)} and ${filterCondition(ctx, input)}
      group by c.id)
    select ${columns}, w.at::text as k1, '' as k2, (select count(*)::int from found) as total
    from (select * from found w ${beyond} order by w.at desc, w.id desc limit ${input.limit + 1}) w
    join inbox.conversations c on c.org_id = ${ctx.orgId} and c.id = w.id ${joins}
    order by w.at desc, w.id desc`.execute(ctx.tx)
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

function searchedView(ctx: QueryContext, view: ConversationFilter['view']) {
  if (view === 'resolved') return sql`c.status = 'resolved'`
  if (view === 'mentions')
    return sql`exists (select from inbox.mentions n where n.org_id = ${ctx.orgId} and n.conversation_id = c.id
      and n.member_id = ${askingMember(ctx)})`
  return viewCondition(ctx, view)
}

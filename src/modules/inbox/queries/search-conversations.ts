import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { decodeCursor } from '#values/cursor.ts'
import type { AuthorKind } from '../contract/words.ts'
import { excerptOf, readSearchWords } from '../domain/search-words.ts'
import {
  askingMember,
  type ConversationFilter,
  filterCondition,
  viewCondition,
} from './conversation-filter.ts'
import { selectConversation } from './conversation-row.ts'
import type { RowPage } from './list-conversations.ts'

/** Matches looked at for one page: a few for each row, more where a filter throws most of them away. */
const MATCHES_PER_ROW = 2
const MOST_FILTERED = 600

type FoundRow = RowPage['rows'][number] & { body: string | null; author: AuthorKind | null }
interface Found {
  total: number
  edgeAt: string | null
  edgeId: string | null
  rows: FoundRow[]
}

/**
 * Conversations in which all the words were said (private notes too), whose contact has the name, number or address, or
 * with this number or a ticket's; the latest match first, its words as the preview. A number or a rare name comes before
 * all others. The view `all` means everything, resolved ones too. What would take too long goes on at the next cursor:
 * a page may be short or even empty.
 */
export async function searchConversations(
  ctx: QueryContext,
  input: ConversationFilter,
  q: string,
): Promise<RowPage> {
  const { said } = readSearchWords(q)
  const { total, edgeAt, edgeId, rows } = await readFound(ctx, input, q)
  return {
    rows: rows.map(({ body, author, ...row }) =>
      body === null ? row : { ...row, lastPreview: excerptOf(body, said), lastAuthor: author! },
    ),
    total,
    ...(edgeAt && edgeId && { windowEnd: [edgeAt, '', edgeId] }),
  }
}

async function readFound(ctx: QueryContext, input: ConversationFilter, q: string): Promise<Found> {
  const { columns, joins } = selectConversation(ctx)
  const { said, called, number } = readSearchWords(q)
  const mark = decodeCursor(input.cursor, 3)
  const place = mark
    ? sql`${mark[0]}::timestamptz, ${mark[2]}::uuid`
    : sql`'infinity'::timestamptz, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid`
  const most = isFiltered(input) ? MOST_FILTERED : (input.limit + 1) * MATCHES_PER_ROW
  const { rows } = await sql<FoundRow & Omit<Found, 'rows'>>`
    with said as materialized (
      select * from inbox.search_messages(${ctx.orgId}, ${said}::text[], ${place}, ${most}::int)),
    named as materialized (
      select * from inbox.search_people(${ctx.orgId}, ${called}::text[], ${place}, ${most}::int)),
    numbered as materialized (${numbered(ctx, number)}),
    edge as materialized (
      select x.at, x.id from (${edgeOf('said', most)} union all ${edgeOf('named', most)}) x order by x.at desc, x.id desc limit 1),
    hits as (
      select s.conversation_id as id, s.at, s.message_id from said s where not s.is_edge
      union all select n.conversation_id, n.at, null from named n where not n.is_edge
      union all select b.id, 'infinity', null from numbered b),
    found as materialized (
      select c.id, max(h.at) as at, (array_agg(h.message_id order by h.at desc) filter (where h.message_id is not null))[1] as message_id
      from hits h left join edge e on true
      join inbox.conversations c on c.org_id = ${ctx.orgId} and c.id = h.id
        and ${searchedView(ctx, input.view)} and ${filterCondition(ctx, input)}
      where e.id is null or (h.at, h.id) >= (e.at, e.id)
      group by c.id),
    page as materialized (
      select w.* from (select f.* from found f where (f.at, f.id) < (${place}) order by f.at desc, f.id desc) w
      where ${mark ? isNew(ctx, said, place) : sql`true`} limit ${input.limit + 1})
    select ${columns}, w.at::text as k1, '' as k2, m.body, m.author_kind as author,
      (select count(*)::int from found) as total, e.at::text as "edgeAt", e.id as "edgeId"
    from (select 1) one left join edge e on true
    left join (page w join inbox.conversations c on c.org_id = ${ctx.orgId} and c.id = w.id ${joins}
      left join inbox.messages m on m.org_id = ${ctx.orgId} and m.id = w.message_id) on true
    order by w.at desc, w.id desc`.execute(ctx.tx)
  const { total, edgeAt, edgeId } = rows[0]!
  return {
    total,
    edgeAt,
    edgeId,
    rows: rows.filter(({ id }) => id !== null).map(({ total: _, edgeAt: __, edgeId: ___, ...row }) => row),
  }
}

/** A conversation stands at its latest match: older ones do not bring it back on a later page. */
const isNew = (ctx: QueryContext, said: string[], place: RawBuilder<unknown>) => sql`
  not exists (select from inbox.messages m
    where m.org_id = ${ctx.orgId} and m.conversation_id = w.id and (m.created_at, m.conversation_id) >= (${place})
      and (m.direction <> 'internal' or m.kind = 'note')
      and inbox.plain(m.body) ilike all ((select inbox.patterns(${said}::text[]))::text[])
      and inbox.plain(m.body) ~* all ((select inbox.beginnings(${said}::text[]))::text[]))`

/** Down to where all was looked at: where it says so, or the last one when it gave as many as were wanted. */
const edgeOf = (source: 'said' | 'named', most: number) => sql`
  (select s.at, s.conversation_id as id from ${sql.id(source)} s
   where s.is_edge or (select count(*) from ${sql.id(source)}) >= ${most} order by s.at, s.conversation_id limit 1)`

/** The conversation of this number and that of the ticket with it: they stand before all others. */
const numbered = (ctx: QueryContext, number: number | null) => sql`
  select c.id from inbox.conversations c where c.org_id = ${ctx.orgId} and c.number = ${number}::int
  union
  select t.conversation_id from inbox.tickets t
  where t.org_id = ${ctx.orgId} and t.number = ${number}::int and t.conversation_id is not null`

function isFiltered(input: ConversationFilter): boolean {
  const { view, channelId, channelKind, assigneeId, teamId, priority, label, clientId, contactId, sla } =
    input
  const lists = [channelId, channelKind, assigneeId, teamId, priority, label, sla]
  return view !== 'all' || lists.some((list) => list?.length) || Boolean(clientId ?? contactId)
}

function searchedView(ctx: QueryContext, view: ConversationFilter['view']) {
  if (view === 'resolved') return sql`c.status = 'resolved'`
  if (view === 'mentions')
    return sql`exists (select from inbox.mentions n where n.org_id = ${ctx.orgId} and n.conversation_id = c.id
      and n.member_id = ${askingMember(ctx)})`
  return viewCondition(ctx, view)
}

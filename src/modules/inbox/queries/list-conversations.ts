import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { decodeCursor, encodeCursor } from '#values/cursor.ts'
import type { Output } from '#values/endpoint.ts'
import type * as contract from '../contract/conversations.ts'
import {
  askingMember,
  type ConversationFilter,
  filterCondition,
  ownTeams,
  viewCondition,
} from './conversation-filter.ts'
import { type ConversationRow, selectConversation, toConversations } from './conversation-row.ts'
import { listMentioned } from './list-mentioned.ts'
import { listResolved } from './list-resolved.ts'
import { searchConversations } from './search-conversations.ts'

type Listed = Output<typeof contract.listConversations>

/** A page of rows with their sort keys, in order, one more than asked for when there are more. */
export interface RowPage {
  rows: (ConversationRow & { k1: string; k2: string })[]
  /** How many match; missing where the numbers for the tabs are counted along. */
  total?: number
  /** Where to go on when the page is not full although older ones were not looked at. */
  windowEnd?: readonly [string, string, string]
}

/**
 * Conversations of a view. What is not resolved is few whatever the history and sorted in memory; resolved ones come
 * newest first from the resolutions; a search looks at everything that was said. Three statements at most.
 */
export async function listConversations(ctx: QueryContext, input: ConversationFilter): Promise<Listed> {
  permit(ctx, 'message.view')
  const [page, { matching, ...counts }] = await Promise.all([pageOf(ctx, input), countViews(ctx, input)])
  const shown = page.rows.slice(0, input.limit)
  const last = shown.at(-1)
  const isFull = page.rows.length > input.limit
  const end = isFull && last ? ([last.k1, last.k2, last.id] as const) : page.windowEnd
  return {
    items: await toConversations(
      ctx,
      shown.map(({ k1: _, k2: __, ...row }) => row),
    ),
    total: page.total ?? matching,
    ...(end && { nextCursor: encodeCursor(end) }),
    counts,
    asOf: ctx.now.toString({ smallestUnit: 'millisecond' }),
  }
}

function pageOf(ctx: QueryContext, input: ConversationFilter): Promise<RowPage> {
  if (input.q) return searchConversations(ctx, input, input.q)
  if (input.view === 'resolved') return listResolved(ctx, input)
  if (input.view === 'mentions') return listMentioned(ctx, input)
  return listWork(ctx, input)
}

/** Later than everything; such rows stand last. */
const LAST = sql.raw('1e12')

/** The two sort keys of each order, both ascending. Put aside means least pressing, but among their own kind. */
const orders = {
  due: {
    k1: sql`case when c.status = 'snoozed' then ${LAST} * 2 else coalesce(extract(epoch from c.due_at), ${LAST}) end`,
    k2: sql`case when c.status = 'snoozed' then extract(epoch from c.snoozed_until) else -extract(epoch from c.last_message_at) end`,
  },
  newest: { k1: sql`-extract(epoch from c.last_message_at)`, k2: sql`0` },
  oldest: { k1: sql`extract(epoch from c.last_message_at)`, k2: sql`0` },
  waiting: {
    k1: sql`coalesce(extract(epoch from c.waiting_since), ${LAST})`,
    k2: sql`-extract(epoch from c.last_message_at)`,
  },
  priority: {
    k1: sql`array_position(array['urgent', 'high', 'normal', 'low'], c.priority)`,
    k2: sql`coalesce(extract(epoch from c.due_at), ${LAST})`,
  },
} as const

async function listWork(ctx: QueryContext, input: ConversationFilter): Promise<RowPage> {
  const { k1, k2 } = orders[input.sort]
  const { columns, joins } = selectConversation(ctx)
  const mark = decodeCursor(input.cursor, 3)
  const beyond = mark
    ? sql`where (w.k1, w.k2, w.id) > (${mark[0]}::float8, ${mark[1]}::float8, ${mark[2]}::uuid)`
    : sql``
  // The page is cut before names are joined: only its own rows look them up.
  const { rows } = await sql<RowPage['rows'][number]>`
    select ${columns}, w.k1::text as k1, w.k2::text as k2
    from (select w.id, w.k1, w.k2
          from (select c.id, (${k1})::float8 as k1, (${k2})::float8 as k2 from inbox.conversations c
                where c.org_id = ${ctx.orgId} and c.status <> 'resolved'
                  and ${viewCondition(ctx, input.view)} and ${filterCondition(ctx, input)}) w
          ${beyond} order by w.k1, w.k2, w.id limit ${input.limit + 1}) w
    join inbox.conversations c on c.org_id = ${ctx.orgId} and c.id = w.id ${joins}
    order by w.k1, w.k2, w.id`.execute(ctx.tx)
  return { rows }
}

/** The numbers on the tabs, and how many conversations of the view match the filter. One look at what is not resolved. */
async function countViews(
  ctx: QueryContext,
  input: ConversationFilter,
): Promise<Listed['counts'] & { matching: number }> {
  const me = askingMember(ctx)
  const { rows } = await sql<Listed['counts'] & { matching: number }>`
    select count(*) filter (where c.status = 'open' and c.assignee_id = ${me})::int as mine,
      count(*) filter (where c.status = 'open' and c.assignee_id is null)::int as unassigned,
      count(*) filter (where c.status = 'open' and c.team_id = any(${ownTeams(ctx)}))::int as team,
      count(*)::int as "all",
      count(*) filter (where c.status = 'snoozed')::int as snoozed,
      (select count(distinct n.conversation_id)::int from inbox.mentions n
       where n.org_id = ${ctx.orgId} and n.member_id = ${me} and n.seen_at is null) as mentions,
      count(*) filter (where ${viewCondition(ctx, input.view)} and ${filterCondition(ctx, input)})::int as matching
    from inbox.conversations c where c.org_id = ${ctx.orgId} and c.status <> 'resolved'`.execute(ctx.tx)
  return rows[0]!
}

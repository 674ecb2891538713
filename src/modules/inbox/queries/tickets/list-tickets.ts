import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { decodeCursor, encodeCursor } from '#values/cursor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type { listTickets as contract } from '../../contract/tickets.ts'
import { readNeedle } from '../../domain/needle.ts'
import { type TicketRow, ticketColumns, ticketJoins, toTickets } from './ticket-row.ts'

type Filter = Input<typeof contract>
type Listed = Output<typeof contract>

/** Numbers of resolved tickets are counted up to here; one more means "more". */
const MOST_COUNTED = 1_000

/** The sort keys, both ascending; ids decide between equals. */
const orders = {
  priority: {
    k1: sql`array_position(array['urgent', 'high', 'normal', 'low'], t.priority)`,
    k2: sql`extract(epoch from t.created_at)`,
  },
  '-priority': {
    k1: sql`-array_position(array['urgent', 'high', 'normal', 'low'], t.priority)`,
    k2: sql`extract(epoch from t.created_at)`,
  },
  created: { k1: sql`extract(epoch from t.created_at)`, k2: sql`0` },
  '-created': { k1: sql`-extract(epoch from t.created_at)`, k2: sql`0` },
  '-resolved': { k1: sql`-coalesce(extract(epoch from t.resolved_at), 1e12)`, k2: sql`0` },
} as const

/** Tickets, filtered, with the number of unresolved ones by state and priority. Three statements. */
export async function listTickets(ctx: QueryContext, input: Filter): Promise<Listed> {
  permit(ctx, 'message.view')
  const [rows, total, counts] = await Promise.all([
    pageOf(ctx, input),
    countMatching(ctx, input),
    countUnresolved(ctx),
  ])
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  return {
    items: await toTickets(
      ctx,
      page.map(({ k1: _, k2: __, ...row }) => row),
    ),
    total,
    ...(rows.length > input.limit && last && { nextCursor: encodeCursor([last.k1, last.k2, last.id]) }),
    counts,
  }
}

async function pageOf(ctx: QueryContext, input: Filter) {
  const { k1, k2 } = orders[input.sort]
  const mark = decodeCursor(input.cursor, 3)
  const beyond = mark
    ? sql`where (w.k1, w.k2, w.id) > (${mark[0]}::float8, ${mark[1]}::float8, ${mark[2]}::uuid)`
    : sql``
  const { rows } = await sql<TicketRow & { k1: string; k2: string }>`
    select ${ticketColumns}, w.k1::text as k1, w.k2::text as k2
    from (select w.* from (select t.id, (${k1})::float8 as k1, (${k2})::float8 as k2 from inbox.tickets t
                           where ${matching(ctx, input)}) w
          ${beyond} order by w.k1, w.k2, w.id limit ${input.limit + 1}) w
    join inbox.tickets t on t.org_id = ${ctx.orgId} and t.id = w.id ${ticketJoins}
    order by w.k1, w.k2, w.id`.execute(ctx.tx)
  return rows
}

async function countMatching(ctx: QueryContext, input: Filter): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select 1 from inbox.tickets t where ${matching(ctx, input)} limit ${MOST_COUNTED + 1}) x`.execute(
    ctx.tx,
  )
  return rows[0]!.n
}

async function countUnresolved(ctx: QueryContext): Promise<Listed['counts']> {
  const of = (column: string, value: string) =>
    sql`count(*) filter (where ${sql.ref(column)} = ${value})::int as ${sql.id(value)}`
  const { rows } = await sql<Listed['counts']>`
    select ${of('t.status', 'open')}, ${of('t.status', 'pending')}, ${of('t.priority', 'urgent')},
      ${of('t.priority', 'high')}, ${of('t.priority', 'normal')}, ${of('t.priority', 'low')}
    from inbox.tickets t where t.org_id = ${ctx.orgId} and t.status <> 'resolved'`.execute(ctx.tx)
  return rows[0]!
}

function matching(ctx: QueryContext, filter: Filter): RawBuilder<unknown> {
  const { status, priority, assigneeId, clientId, conversationId, q } = filter
  const needle = q ? readNeedle(q) : null
  const people = assigneeId?.filter((id) => id !== 'unassigned')
  const isNobodyToo = assigneeId?.includes('unassigned')
  const conditions = [
    sql`t.org_id = ${ctx.orgId}`,
    status?.length ? statusCondition(status) : sql`t.status <> 'resolved'`,
    priority?.length && sql`t.priority = any(${priority}::text[])`,
    assigneeId?.length &&
      sql`(t.assignee_id = any(${people}::uuid[])${isNobodyToo ? sql` or t.assignee_id is null` : sql``})`,
    clientId && sql`t.client_id = ${clientId}`,
    conversationId && sql`t.conversation_id = ${conversationId}`,
    needle && sql`(t.title ilike ${`%${needle.text}%`} or t.number = ${needle.number}::int)`,
  ]
  return sql.join(conditions.filter(Boolean), sql` and `)
}

/** Said so that the index over unresolved tickets can be used where it may. */
function statusCondition(status: readonly string[]): RawBuilder<unknown> {
  const one = sql`t.status = any(${[...status]}::text[])`
  return status.includes('resolved') ? one : sql`(t.status <> 'resolved' and ${one})`
}

import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { decodeCursor, encodeCursor } from '#values/cursor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type { ClientFilter, listClients as contract } from '../contract.ts'
import { needleOf } from '../domain/needle.ts'
import { crmTables } from '../tables.ts'
import { toClient } from './client-row.ts'
import { visibleClients } from './visible-clients.ts'

const MOST_FOUND = 100_000

/** Sort keys as text, and what turns the text back; the id decides between equals. */
const SORTS = {
  name: { key: sql<string>`lower(c.name)`, type: sql`text` },
  createdAt: { key: sql<string>`c.created_at`, type: sql`timestamptz` },
  // Clients without a visit stand last when the latest come first.
  lastVisitAt: { key: sql<string>`coalesce(c.last_visit_at, '-infinity')`, type: sql`timestamptz` },
}

/** A page of clients by filter and sort, with the number of all that match. Two statements, whatever the page. */
export async function listClients(
  ctx: QueryContext,
  input: Input<typeof contract>,
): Promise<Output<typeof contract>> {
  permit(ctx, 'client.view')
  const isDown = input.sort.startsWith('-')
  const { key, type } = SORTS[input.sort.replace('-', '') as keyof typeof SORTS]
  const mark = decodeCursor(input.cursor, 2)
  const direction = isDown ? 'desc' : 'asc'
  const beyond = sql<boolean>`(${key}, c.id) ${sql.raw(isDown ? '<' : '>')}
    (${mark?.[0]}::${type}, ${mark?.[1]}::uuid)`
  const matching = clientsMatching(ctx, input)
  const [rows, { total }] = await Promise.all([
    crmTables(ctx.tx)
      .selectFrom('clients as c')
      .selectAll()
      .select(sql<string>`(${key})::text`.as('sort_key'))
      .where(matching)
      .$if(mark !== null, (query) => query.where(beyond))
      .orderBy(key, direction)
      .orderBy('c.id', direction)
      .limit(input.limit + 1)
      .execute(),
    crmTables(ctx.tx)
      .selectFrom('clients as c')
      .select(sql<number>`count(*)::int`.as('total'))
      .where(matching)
      .executeTakeFirstOrThrow(),
  ])
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  return {
    items: page.map(toClient),
    total,
    ...(rows.length > input.limit && last && { nextCursor: encodeCursor([last.sort_key, last.id]) }),
  }
}

/** The filter as a condition over `clients as c`, with what the actor may see. */
export function clientsMatching(ctx: QueryContext, filter: ClientFilter): RawBuilder<boolean> {
  const parts = [sql`c.org_id = ${ctx.orgId}`, visibleClients(ctx)]
  parts.push(filter.deleted ? sql`c.deleted_at is not null` : sql`c.deleted_at is null`)
  if (filter.q) {
    // The function shows the living only; the trash is small enough to be read.
    parts.push(
      filter.deleted
        ? sql`c.name ilike ${`%${needleOf(filter.q)}%`}`
        : sql`c.id in (select crm.search_clients(${ctx.orgId}, ${needleOf(filter.q)}, ${MOST_FOUND}))`,
    )
  }
  for (const tag of filter.tag ?? []) {
    parts.push(sql`exists (select from unnest(c.tags) as tag where lower(tag) = lower(${tag}))`)
  }
  return sql<boolean>`${sql.join(parts, sql` and `)}`
}

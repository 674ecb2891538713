import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { chosen, type FigureFilter, fromParts, partsOf, type Span } from './filter.ts'

/**
 * Distinct customers who began a conversation in the period: seen for the first time ever within it, or known before
 * it. Exact for any period: whoever was last seen before the period began counts, once. Null without a single one.
 */
export async function readCustomers(
  ctx: QueryContext,
  { filter, span }: { filter: FigureFilter; span: Span },
): Promise<{ fresh: number; returning: number } | null> {
  permit(ctx, 'figures.view')
  const parts = await partsOf(ctx, span)
  const columns = sql`fresh, known_days, known_counts, seen_days, seen_counts`
  const under = sql`org_id = ${ctx.orgId} and ${chosen('channel_id', filter.channels)} and ${chosen('agent_id', filter.agents)}`
  const since = sql`${span.from}::date`
  const { rows } = await sql<{ fresh: number; returning: number }>`
    with parts as materialized (
      ${fromParts('inbox.contacts', columns, parts, under)}
    ), known as (
      select coalesce(sum(n) filter (where d >= ${since}), 0) as fresh, coalesce(sum(n) filter (where d < ${since}), 0) as back
      from parts, unnest(known_days, known_counts) u(d, n)
    ), seen as (
      select coalesce(sum(n), 0) as back from parts, unnest(seen_days, seen_counts) u(d, n) where d < ${since}
    )
    select (select coalesce(sum(fresh), 0) from parts) + k.fresh as fresh, k.back + s.back as returning
    from known k, seen s where exists (select from parts)`.execute(ctx.tx)
  return rows[0] ?? null
}

import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { middleOfBucket } from '../../domain/buckets.ts'
import { chosen, each, type FigureFilter, inMonths, isSingle, partsOf, type Span, within } from './filter.ts'

/** `response`: answers by people; `first`: first answers by anybody. `_open`: in business hours. */
export type SpreadKind = 'response' | 'response_open' | 'first' | 'first_open'

/** Half and nine tenths of the waits were at most so long, in milliseconds; at most 5 % off. */
export interface Percentiles {
  p50: number
  p90: number
}

interface SpreadInput {
  kind: SpreadKind
  filter: FigureFilter
  span: Span
}

/** The percentiles of a period, or null when nobody was answered. */
export async function readPercentiles(ctx: QueryContext, input: SpreadInput): Promise<Percentiles | null> {
  const [found] = await readBy(ctx, input, null)
  return found ? percentilesOf(found) : null
}

/** The percentiles of each person, by member id or `nobody`. */
export async function readPercentilesByAgent(
  ctx: QueryContext,
  input: SpreadInput,
): Promise<Map<string, Percentiles>> {
  const rows = await readBy(ctx, input, 'agent_id')
  return new Map(rows.map((row) => [row.key, percentilesOf(row)]))
}

/** The percentiles of each local day that has any. A single person or channel has them ready. */
export async function readPercentilesByDay(
  ctx: QueryContext,
  input: SpreadInput,
): Promise<Map<string, Percentiles>> {
  permit(ctx, 'figures.view')
  const { kind, filter, span } = input
  if (!isSingle(filter)) {
    const rows = await readBy(ctx, input, 'day')
    return new Map(rows.map((row) => [row.key, percentilesOf(row)]))
  }
  const { rows } = await sql<{ key: string } & Percentiles>`
    select day as key, p50, p90 from inbox.reply_spread_by_day
    where org_id = ${ctx.orgId} and kind = ${kind} and ${chosen('channel_id', filter.channels)}
      and ${chosen('agent_id', filter.agents)} and ${within('day', [span])}`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.key, percentilesOf(row)]))
}

async function readBy(
  ctx: QueryContext,
  { kind, filter, span }: SpreadInput,
  key: 'agent_id' | 'day' | null,
): Promise<({ key: string } & Percentiles)[]> {
  permit(ctx, 'figures.view')
  // A pair of channel and person is summed up by day only.
  const isPair = filter.channels !== null && (filter.agents !== null || key === 'agent_id')
  const { months, days } = key === 'day' || isPair ? { months: [], days: [span] } : await partsOf(ctx, span)
  const column = key ? sql.ref(key) : sql`0`
  const under = sql`org_id = ${ctx.orgId} and kind = ${kind} and ${chosen('channel_id', filter.channels)}
    and ${(key === 'agent_id' ? each : chosen)('agent_id', filter.agents)}`
  const { rows } = await sql<{ key: string } & Percentiles>`
    with parts as (
      select ${column} as key, buckets, counts from inbox.reply_spread_by_day where ${under} and ${within('day', days)}
      union all
      select ${column} as key, buckets, counts from inbox.reply_spread_by_month where ${under} and ${inMonths('day', months)}
    ), binned as (
      select p.key, u.bucket, sum(u.n) as n from parts p, unnest(p.buckets, p.counts) u(bucket, n) group by 1, 2
    ), ranked as (
      select key, bucket, sum(n) over (partition by key order by bucket) as upto, sum(n) over (partition by key) as whole
      from binned
    )
    select key, min(bucket) filter (where upto >= ceil(whole * 0.5)) as p50,
           min(bucket) filter (where upto >= ceil(whole * 0.9)) as p90
    from ranked group by key`.execute(ctx.tx)
  return rows
}

function percentilesOf(buckets: Percentiles): Percentiles {
  return { p50: middleOfBucket(buckets.p50), p90: middleOfBucket(buckets.p90) }
}

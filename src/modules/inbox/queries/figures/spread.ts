import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { middleOfBucket } from '../../domain/buckets.ts'
import { eachCount } from './counts.ts'
import { chosen, each, type FigureFilter, fromParts, isSingle, partsOf, type Span, within } from './filter.ts'

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
      and ${chosen('agent_id', filter.agents)} and ${within('day', span)}`.execute(ctx.tx)
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
  const parts = key === 'day' || isPair ? { months: [], days: [span] } : await partsOf(ctx, span)
  const columns = sql`${key ? sql`${sql.ref(key)}::text` : sql`''`} as key, buckets::text, counts::text`
  const under = sql`org_id = ${ctx.orgId} and kind = ${kind} and ${chosen('channel_id', filter.channels)}
    and ${(key === 'agent_id' ? each : chosen)('agent_id', filter.agents)}`
  const { rows } = await sql<{ key: string; buckets: string; counts: string }>`${fromParts(
    'inbox.reply_spread',
    columns,
    parts,
    under,
  )}`.execute(ctx.tx)
  return percentilesBy(rows)
}

/** The buckets in which half and nine tenths of each key's waits are reached. */
function percentilesBy(
  rows: readonly { key: string; buckets: string; counts: string }[],
): ({ key: string } & Percentiles)[] {
  const binned = new Map<string, number[]>()
  for (const { key, buckets, counts } of rows) {
    const bins = binned.get(key) ?? []
    eachCount(buckets, counts, (bucket, n) => {
      bins[bucket] = (bins[bucket] ?? 0) + n
    })
    binned.set(key, bins)
  }
  return [...binned].map(([key, bins]) => {
    const whole = bins.reduce((sum, n) => sum + n, 0)
    return { key, p50: bucketAt(bins, whole * 0.5), p90: bucketAt(bins, whole * 0.9) }
  })
}

/** The first bucket up to which there are at least so many. */
function bucketAt(bins: readonly number[], wanted: number): number {
  let upto = 0
  return bins.findIndex((n) => {
    upto += n ?? 0
    return upto >= Math.ceil(wanted)
  })
}

function percentilesOf(buckets: Percentiles): Percentiles {
  return { p50: middleOfBucket(buckets.p50), p90: middleOfBucket(buckets.p90) }
}

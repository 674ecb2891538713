import {
  type FigureFilter,
  type FigureKey,
  type FigureSource,
  type FigureSums,
  readFigureSums,
} from '#modules/inbox/public.ts'
import type { QueryContext } from '#platform/context.ts'
import type { Span } from '../domain/period.ts'
import { type Dashboard, recall } from './dashboard.ts'

/** Sums by day over a period, and of what it is compared with. Undefined: not a single fact. */
export interface PeriodSums<S extends FigureSource> {
  byDay: ReadonlyMap<string, FigureSums<S>>
  total: FigureSums<S> | undefined
  previous: FigureSums<S> | undefined
}

/** Sums of a source told apart by some keys, under the dashboard's filter unless told otherwise. */
export function sumsBy<S extends FigureSource, K extends FigureKey>(
  ctx: QueryContext,
  dashboard: Dashboard,
  source: S,
  by: readonly K[],
  more: { span?: Span; filter?: FigureFilter } = {},
): Promise<(Record<K, string> & FigureSums<S>)[]> {
  const { span = dashboard.span, filter = dashboard.filter } = more
  return recall(ctx, dashboard, [source, by, span, filter], () =>
    readFigureSums(ctx, { source, filter, span, by }),
  )
}

/** The sums of a whole span, or undefined without facts. */
export async function totalOf<S extends FigureSource>(
  ctx: QueryContext,
  dashboard: Dashboard,
  source: S,
  more: { span: Span | null; filter?: FigureFilter },
): Promise<FigureSums<S> | undefined> {
  const { span, filter } = more
  if (span === null || span.from > span.to) return undefined
  const [total] = await sumsBy(ctx, dashboard, source, [], { span, ...(filter && { filter }) })
  return total as FigureSums<S> | undefined
}

/** The sums of the period by day and in all, and those of the period before. */
export async function periodSums<S extends FigureSource>(
  ctx: QueryContext,
  dashboard: Dashboard,
  source: S,
  filter: FigureFilter = dashboard.filter,
): Promise<PeriodSums<S>> {
  const [rows, previous] = await Promise.all([
    sumsBy(ctx, dashboard, source, ['day'], { filter }),
    totalOf(ctx, dashboard, source, { span: dashboard.previous, filter }),
  ])
  return { byDay: new Map(rows.map((row) => [row.day, row])), total: addUp(rows), previous }
}

/** The sum of sums; undefined without any. */
export function addUp<T extends object>(rows: readonly T[]): T | undefined {
  if (rows.length === 0) return undefined
  const total = { ...rows[0] } as Record<string, unknown>
  const names = Object.keys(total).filter((name) => typeof total[name] === 'number')
  for (const name of names) {
    let sum = 0
    for (const row of rows) sum += (row as Record<string, number>)[name]!
    total[name] = sum
  }
  return total as T
}

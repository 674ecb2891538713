import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { figureState } from '#platform/rollups.ts'
import { addDays } from '#values/zone.ts'
import { everything } from '../../contract/figure-keys.ts'

/** Whose figures and on which channels. Null: all of them; an empty list: none. */
export interface FigureFilter {
  agents: readonly string[] | null
  channels: readonly string[] | null
}

/** Local days, both included. */
export interface Span {
  from: string
  to: string
}

/** A column of a table of figures under the filter: the chosen ids, or the row that stands for all of them. */
export function chosen(column: string, ids: readonly string[] | null): RawBuilder<boolean> {
  const list = ids ?? [everything]
  return list.length === 1
    ? sql<boolean>`${sql.ref(column)} = ${list[0]!}::uuid`
    : sql<boolean>`${sql.ref(column)} = any(${list}::uuid[])`
}

/** The same where each id is wanted apart: the chosen ones, or every single one. */
export function each(column: string, ids: readonly string[] | null): RawBuilder<boolean> {
  return ids === null
    ? sql<boolean>`${sql.ref(column)} <> ${everything}::uuid`
    : sql<boolean>`${sql.ref(column)} = any(${ids}::uuid[])`
}

/** Whether the filter names one row for each day, so that nothing has to be added up. */
export function isSingle({ agents, channels }: FigureFilter): boolean {
  return (agents === null || agents.length === 1) && (channels === null || channels.length === 1)
}

/** A span as whole months and the days before and after them. */
export interface Parts {
  /** Firsts of months. */
  months: string[]
  days: Span[]
}

/** Whole months that are summed up are read from the tables by month, the rest from those by day. */
export async function partsOf(ctx: QueryContext, span: Span): Promise<Parts> {
  const { monthsUntil } = await figureState(ctx)
  return cut(span, monthsUntil ?? span.from)
}

/** The span in months before `until` and the days around them. */
export function cut({ from, to }: Span, until: string): Parts {
  const first = from.endsWith('-01') ? from : nextMonth(from)
  const end = addDays(to, 1) < until ? addDays(to, 1) : until
  const months: string[] = []
  for (let month = first; nextMonth(month) <= end; month = nextMonth(month)) months.push(month)
  if (months.length === 0) return { months, days: [{ from, to }] }
  const after = nextMonth(months.at(-1)!)
  const days = [
    { from, to: addDays(months[0]!, -1) },
    { from: after, to },
  ].filter((span) => span.from <= span.to)
  return { months, days }
}

function nextMonth(day: string): string {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`
}

/** `day` lies in the span. */
export function within(column: string, { from, to }: Span): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} between ${from}::date and ${to}::date`
}

/**
 * Rows of a source's kept tables (`inbox.replies` for `inbox.replies_by_day`) in all parts of a span. Each stretch of days
 * is a select of its own, and so a short stretch of the index.
 */
export function fromParts(
  source: string,
  columns: RawBuilder<unknown>,
  { months, days }: Parts,
  under: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const parts = days.map(
    (span) =>
      sql`select ${columns} from ${sql.table(`${source}_by_day`)} where ${under} and ${within('day', span)}`,
  )
  if (months.length > 0)
    parts.push(
      sql`select ${columns} from ${sql.table(`${source}_by_month`)} where ${under} and day = any(${months}::date[])`,
    )
  return sql.join(parts, sql` union all `)
}

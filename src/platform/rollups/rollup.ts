/**
 * A figure kept ready, by local day of the organisation. Triggers on its source tables leave marks in
 * `core.rollup_marks`; a worker recomputes exactly the marked days with `select`, the only definition of the
 * figure. The same SELECT backfills and checks, so a figure cannot disagree with its recount.
 */
export interface Rollup {
  /** Also the name in the marks: `booking.visits_by_day`. */
  readonly name: string
  /** The table that holds it, schema-qualified; its key is (org_id, day, …dimensions) in any order. */
  readonly table: string
  readonly dimensions: readonly string[]
  readonly measures: readonly string[]
  /** Rows (day, …dimensions, …measures) of the organisation `$1` for the local days `$2::date[]`. */
  readonly select: string
  /** One row (first, last): the span of local days of organisation `$1` that holds any fact. */
  readonly span: string
  /**
   * The name of a rollup by day that this one sums up by month: `day` is then the first of a month. It has no marks
   * of its own: a month is summed up when it is over, and again whenever one of its days changes.
   */
  readonly monthsOf?: string
  /**
   * All rows of some days are found by an index on (org_id, day + 0), not by one on the day: for tables whose key begins
   * with the dimensions, so that a long period of one of them lies together.
   */
  readonly hasDaysApart?: boolean
}

/** The day of a row as the index knows by which all rows of some days are found. */
export function indexedDay({ hasDaysApart }: Rollup, alias: string): string {
  return hasDaysApart ? `${alias}.day + 0` : `${alias}.day`
}

/** A rollup by month that adds up the measures of one by day. */
export function monthsOf(days: Rollup): Rollup {
  const table = days.table.replace(/_by_day$/, '_by_month')
  const dimensions = days.dimensions.join(', ')
  const sums = days.measures.map((measure) => `sum(t.${measure}) as ${measure}`).join(', ')
  return {
    ...days,
    name: table,
    table,
    monthsOf: days.name,
    select: `
    select m as day, ${dimensions}, ${sums}
    from unnest($2::date[]) m join ${days.table} t on t.org_id = $1
      and ${indexedDay(days, 't')} >= m and ${indexedDay(days, 't')} < m + interval '1 month'
    group by m, ${dimensions}`,
    span: monthSpan(days),
  }
}

/** The span of months for which a rollup by day has rows. */
export function monthSpan(days: Rollup): string {
  const day = indexedDay(days, 't')
  return `
    select date_trunc('month', min(${day}))::date as first, date_trunc('month', max(${day}))::date as last
    from ${days.table} t where org_id = $1`
}

/** The first of the month of each day, once. */
export function monthsOfDays(days: readonly string[]): string[] {
  return [...new Set(days.map((day) => `${day.slice(0, 7)}-01`))]
}

/** Day, dimensions and measures, as a list for SQL. */
export function columnsOf({ dimensions, measures }: Rollup): string {
  return ['day', ...dimensions, ...measures].join(', ')
}

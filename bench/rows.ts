/** One measured figure: 95 of 100 repeats were at least as good as `p95`. `bound` is what we promise, `ok` whether it held. */
export interface BenchRow {
  name: string
  unit: string
  median: number
  p95: number
  repeats: number
  bound?: string
  ok?: boolean
  note?: string
}

/** A group of measurements: checks its answers first, throws when one is wrong, then measures. */
export type Bench = () => Promise<BenchRow[]>

/** The value at a share (0 to 1) of the sorted list; NaN for an empty one. */
export function at(sorted: readonly number[], share: number): number {
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN
}

/** Median and p95 of the values, in any order. */
export function spread(values: readonly number[]): { median: number; p95: number; repeats: number } {
  const sorted = values.toSorted((a, b) => a - b)
  return { median: at(sorted, 0.5), p95: at(sorted, 0.95), repeats: sorted.length }
}

interface Limit {
  /** Whether the promise is about the median, or about the p95. */
  of: 'median' | 'p95'
  most?: number
  least?: number
}

/** A row of measured values with its promise, if there is one. */
export function rowOf(
  name: string,
  unit: string,
  values: readonly number[],
  limit?: Limit,
  note?: string,
): BenchRow {
  // Of rates and ratios more is better, so 95 of 100 are at least their fifth percentile.
  const isRate = /^×|\/s$/.test(unit)
  const { median, p95, repeats } = spread(isRate ? values.map((value) => -value) : values)
  const figures = isRate ? { median: -median, p95: -p95, repeats } : { median, p95, repeats }
  return {
    name,
    unit,
    ...figures,
    ...promise(figures[limit?.of ?? 'median'], unit, limit),
    ...(note && { note }),
  }
}

function promise(value: number, unit: string, limit: Limit | undefined): Pick<BenchRow, 'bound' | 'ok'> {
  if (!limit) return {}
  const { of, most, least } = limit
  const words = [most !== undefined && `≤ ${most}`, least !== undefined && `≥ ${least}`]
    .filter(Boolean)
    .join(', ')
  return {
    bound: `${of === 'p95' ? 'p95 ' : ''}${words} ${unit}`,
    ok: value <= (most ?? Number.POSITIVE_INFINITY) && value >= (least ?? Number.NEGATIVE_INFINITY),
  }
}

/** Milliseconds that the work took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

export const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** Three figures that matter: 0.0412, 3.17, 812. */
function figure(value: number): string {
  if (!Number.isFinite(value)) return '–'
  if (value === 0 || Math.abs(value) >= 100) return value.toFixed(0)
  return value.toFixed(Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))))
}

const HEAD = ['measured', 'unit', 'median', 'p95', 'repeats', 'promised', '', 'note']

function cells(row: BenchRow): string[] {
  return [
    row.name,
    row.unit,
    figure(row.median),
    figure(row.p95),
    String(row.repeats),
    row.bound ?? '',
    row.ok === undefined ? '' : row.ok ? 'ok' : 'MISSED',
    row.note ?? '',
  ]
}

/** The table for a terminal. */
export function textTable(rows: readonly BenchRow[]): string {
  const lines = [HEAD, ...rows.map(cells)]
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  const isNumber = (column: number) => column >= 2 && column <= 4
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          isNumber(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** The table for docs/benchmarks.md. */
export function markdownTable(rows: readonly BenchRow[]): string {
  const line = (texts: readonly string[]) => `| ${texts.join(' | ')} |`
  return [line(HEAD), line(HEAD.map(() => '---')), ...rows.map((row) => line(cells(row)))].join('\n')
}

import { AsyncLocalStorage } from 'node:async_hooks'

/** The SQL statements of one request, job or test, in order, with their milliseconds. */
export interface QueryTrace {
  readonly queries: { sql: string; ms: number }[]
}

const traces = new AsyncLocalStorage<readonly QueryTrace[]>()
const observers: ((sql: string, ms: number) => void)[] = []

/**
 * Runs `work` and collects its SQL; a request's trace finds N+1 patterns and slow statements (PLAT-053, PLAT-054).
 * A trace inside another one counts for both.
 */
export function traceQueries<T>(trace: QueryTrace, work: () => T): T {
  return traces.run([...(traces.getStore() ?? []), trace], work)
}

/** Called for every statement in the process (metrics, slow-query log). */
export function observeQueries(observer: (sql: string, ms: number) => void): void {
  observers.push(observer)
}

export function recordQuery(sql: string, ms: number): void {
  for (const trace of traces.getStore() ?? []) trace.queries.push({ sql, ms })
  for (const observer of observers) observer(sql, ms)
}

/** Statements that ran more than `limit` times within one trace: the sign of a query inside a loop. */
export function repeatedQueries(trace: QueryTrace, limit = 5): { sql: string; times: number }[] {
  const counts = new Map<string, number>()
  for (const { sql } of trace.queries) counts.set(sql, (counts.get(sql) ?? 0) + 1)
  return [...counts].filter(([, times]) => times > limit).map(([sql, times]) => ({ sql, times }))
}

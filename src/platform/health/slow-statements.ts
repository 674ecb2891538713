import { observeQueries } from '../query-log.ts'

/** One SQL statement as this process has seen it since it started. */
export interface StatementFigures {
  sql: string
  times: number
  meanMs: number
  maxMs: number
}

const KEPT = 1_000
const SHOWN_CHARACTERS = 400
const seen = new Map<string, { times: number; totalMs: number; maxMs: number }>()

observeQueries((sql, ms) => {
  const found = seen.get(sql)
  if (found) {
    found.times++
    found.totalMs += ms
    if (ms > found.maxMs) found.maxMs = ms
    return
  }
  // Statements come from code, so there are few; should that ever change, the oldest makes room.
  if (seen.size >= KEPT) seen.delete(seen.keys().next().value!)
  seen.set(sql, { times: 1, totalMs: ms, maxMs: ms })
})

/** The statements with the longest mean time, slowest first (PLAT-109). Values are not part of them. */
export function slowestStatements(count: number): StatementFigures[] {
  return [...seen]
    .map(([sql, { times, totalMs, maxMs }]) => ({
      sql: sql.replace(/\s+/g, ' ').slice(0, SHOWN_CHARACTERS),
      times,
      meanMs: totalMs / times,
      maxMs,
    }))
    .sort((a, b) => b.meanMs - a.meanMs)
    .slice(0, count)
}

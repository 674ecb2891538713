import { writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { closeDemo } from './demo.ts'
import { type Bench, type BenchRow, markdownTable, textTable } from './rows.ts'

/** Every group in the order of a full run: those that need the demonstration stand together, it is started once. */
const benches: Record<string, () => Promise<{ run: Bench }>> = {
  slots: () => import('./slots.bench.ts'),
  bundle: () => import('./bundle.bench.ts'),
  'http-slots': () => import('./http-slots.bench.ts'),
  booking: () => import('./booking.bench.ts'),
  tenancy: () => import('./tenancy.bench.ts'),
  intake: () => import('./intake.bench.ts'),
  live: () => import('./live.bench.ts'),
  start: () => import('./start.bench.ts'),
  pages: () => import('./pages.bench.ts'),
  browser: () => import('./browser.bench.ts'),
  check: () => import('./check.bench.ts'),
}

const say = (text: string) => process.stdout.write(`${text}\n`)

/**
 * `npm run bench` measures everything and writes docs/benchmarks.md; `npm run bench -- slots pages` measures only
 * these and writes nothing. A missed promise is said, not an error; a wrong answer is.
 */
export async function main(words: string[]): Promise<void> {
  const unknown = words.filter((word) => !Object.hasOwn(benches, word))
  if (unknown.length > 0) {
    throw new Error(
      `There is no benchmark called ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`,
    )
  }
  const startedAt = performance.now()
  const loadBefore = loadavg()[0]!
  const wanted = words.length > 0 ? words : Object.keys(benches)
  const rows: BenchRow[] = []
  const failures: string[] = []
  try {
    for (const name of wanted) {
      const since = performance.now()
      try {
        rows.push(...(await (await benches[name]!()).run()))
      } catch (error) {
        failures.push(`${name}: ${(error as Error).message}`)
      }
      say(`${name}: ${((performance.now() - since) / 1000).toFixed(0)} s`)
    }
  } finally {
    await closeDemo()
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0)
  const facts = machineFacts(loadBefore)
  say(`\n${textTable(rows)}\n\n${facts}\nAll of it took ${seconds} s.`)
  for (const failure of failures) say(`\nFAILED ${failure}`)
  if (failures.length > 0) process.exitCode = 1
  else if (words.length === 0) writeFileSync('docs/benchmarks.md', page(rows, facts, seconds))
}

function machineFacts(loadBefore: number): string {
  const memory = (totalmem() / 1024 ** 3).toFixed(0)
  const model = cpus()[0]?.model.trim() || 'unknown processor'
  const load = [loadBefore, loadavg()[0]!].map((value) => value.toFixed(1)).join(' before, ')
  return (
    `${cpus().length} cores (${model}), ${memory} GB of memory, Node ${process.versions.node}, ` +
    `${process.platform} ${process.arch}. Load average ${load} after.`
  )
}

function page(rows: readonly BenchRow[], facts: string, seconds: string): string {
  const day = new Date().toISOString().slice(0, 10)
  const missed = rows.filter(({ ok }) => ok === false).length
  const kept = rows.filter(({ ok }) => ok === true).length
  return `# Benchmarks

Written by \`npm run bench\` on ${day} in ${seconds} s; do not edit by hand. ${facts}

${kept} promises held, ${missed} missed. Everything runs on loopback, with server, database and visitors on this one
machine. Answers are checked before any time counts. Of times, 95 of 100 repeats took at most the p95; of rates and
ratios, 95 of 100 reached it. Each group measures a reference in the same run, so compare ratios between machines rather
than times. How each group works, and how to run one of them: \`bench/README.md\`.

${markdownTable(rows)}
`
}

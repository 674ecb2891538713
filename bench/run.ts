import { existsSync, readFileSync, writeFileSync } from 'node:fs'
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
  'inbox-live': () => import('./inbox-live.bench.ts'),
  inbox: () => import('./inbox.bench.ts'),
  dashboard: () => import('./dashboard.bench.ts'),
  'dashboards-live': () => import('./dashboards-live.bench.ts'),
  live: () => import('./live.bench.ts'),
  start: () => import('./start.bench.ts'),
  pages: () => import('./pages.bench.ts'),
  browser: () => import('./browser.bench.ts'),
  check: () => import('./check.bench.ts'),
}

/**
 * Groups on a year of a large inbox. In a full run they take a tenth of it; asked for by name they take all of it, which
 * the page keeps when everything is measured anew.
 */
const sized = ['inbox', 'dashboard']
const PAGE = 'docs/benchmarks.md'
const TENTH = '100000'

const say = (text: string) => process.stdout.write(`${text}\n`)

/**
 * `npm run bench` measures everything and writes docs/benchmarks.md; `npm run bench -- slots pages` measures only these
 * and writes what they found at the end of the page. A missed promise is said, not an error; a wrong answer is.
 */
export async function main(words: string[]): Promise<void> {
  const unknown = words.filter((word) => !Object.hasOwn(benches, word))
  if (unknown.length > 0) {
    throw new Error(
      `There is no benchmark called ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`,
    )
  }
  if (words.length === 0) process.env.BENCH_CONVERSATIONS ??= TENTH
  const startedAt = performance.now()
  const loadBefore = loadavg()[0]!
  const wanted = words.length > 0 ? words : Object.keys(benches)
  const found = new Map<string, BenchRow[]>()
  const failures: string[] = []
  try {
    for (const name of wanted) {
      const since = performance.now()
      try {
        found.set(name, await (await benches[name]!()).run())
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
  const rows = [...found.values()].flat()
  say(`\n${textTable(rows)}\n\n${facts}\nAll of it took ${seconds} s.`)
  for (const failure of failures) say(`\nFAILED ${failure}`)
  if (failures.length > 0) process.exitCode = 1
  else if (words.length === 0) writeFileSync(PAGE, page(rows, facts, seconds) + partsSection(keptParts()))
  if (words.length > 0 && process.env.BENCH_CONVERSATIONS === undefined) keepParts(found, facts)
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

const ONE_BY_ONE = '\n## One by one\n'

/** What the page says of each group that was measured by itself, by the group's name. */
function partsByName(): Map<string, string> {
  const text = existsSync(PAGE) ? (readFileSync(PAGE, 'utf8').split(ONE_BY_ONE)[1] ?? '') : ''
  const parts = text.split(/^### /m).slice(1)
  return new Map(
    parts.map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1).trim()]),
  )
}

/** A full run has measured all but the large groups as large. */
const keptParts = () => new Map([...partsByName()].filter(([name]) => sized.includes(name)))

function partsSection(parts: ReadonlyMap<string, string>): string {
  if (parts.size === 0) return ''
  const names = Object.keys(benches).filter((name) => parts.has(name))
  const texts = names.map((name) => `### ${name}\n\n${parts.get(name)}\n`)
  return `${ONE_BY_ONE}
Groups that were measured by themselves since, by \`npm run bench -- ${names.join(' ')}\` or one at a time. \`${sized.join('` and `')}\`
take a million conversations with ten million messages then, fifty people and a year in one organisation, beside a hundred
small ones.

${texts.join('\n')}`
}

/** Writes what groups found that were asked for by name to the end of the page. */
function keepParts(found: ReadonlyMap<string, readonly BenchRow[]>, facts: string): void {
  if (found.size === 0 || !existsSync(PAGE)) return
  const parts = partsByName()
  const day = new Date().toISOString().slice(0, 10)
  for (const [name, rows] of found) parts.set(name, `Measured on ${day}. ${facts}\n\n${markdownTable(rows)}`)
  writeFileSync(PAGE, readFileSync(PAGE, 'utf8').split(ONE_BY_ONE)[0] + partsSection(parts))
}

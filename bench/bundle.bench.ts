import { ok } from 'node:assert/strict'
import { LIMITS, type PageWeight, weighPages } from './bundle-size.ts'
import { type BenchRow, rowOf } from './rows.ts'

/** The JavaScript of every step of a booking, and of the office's first page. */
export async function run(): Promise<BenchRow[]> {
  const pages = weighPages()
  const steps = pages.filter(({ layout, path }) => layout === 'public' && path.startsWith('/book'))
  const today = pages.filter(({ path }) => path === '/today')
  ok(steps.length >= 5 && today.length === 1, 'the booking pages and Today must be in the build')
  return [
    row('bundle: JavaScript of each booking page', steps, LIMITS.public!),
    row('bundle: JavaScript of every page for customers', ofLayout(pages, 'public'), LIMITS.public!),
    row('bundle: JavaScript of the office’s first page, /today', today, LIMITS.office!),
    row('bundle: JavaScript of every page of the office', ofLayout(pages, 'office'), LIMITS.office!),
  ]
}

const ofLayout = (pages: readonly PageWeight[], wanted: string) =>
  pages.filter(({ layout }) => layout === wanted)

/** The promise holds for the heaviest, so it is checked against that one. */
function row(name: string, pages: readonly PageWeight[], most: number): BenchRow {
  const heaviest = pages.reduce((a, b) => (b.scripts > a.scripts ? b : a))
  const note = `gzip; heaviest ${heaviest.path} with ${heaviest.scripts.toFixed(1)} kB, and ${heaviest.styles.toFixed(1)} kB of CSS`
  return {
    ...rowOf(
      name,
      'kB',
      pages.map(({ scripts }) => scripts),
      undefined,
      note,
    ),
    bound: `every page ≤ ${most} kB`,
    ok: heaviest.scripts <= most,
  }
}

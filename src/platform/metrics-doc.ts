/** What a module says of one figure: its `definitions` in `domain/figures.ts`, or `metrics` in `domain/metrics.ts`. */
export interface MetricDefinition {
  name: string
  unit: keyof typeof units
  sentence: string
  /** Whether more of it is better, less of it, or neither. */
  better?: 'up' | 'down' | null
  /** How it is counted. With it the figure gets a part of its own. */
  formula?: string
  /** What the rows behind it are. */
  rows?: string
  /** Where others count differently. */
  differs?: string
  thresholds?: { warn: number; bad: number }
}

const HEAD = `# Metrics

Every figure the product shows, with the one sentence that defines it; the same sentence appears when one points at the
figure. Days are local days of the organisation. A figure opens its rows, and the rows add up to it. Nothing to count is
shown as none, never as zero. Kept figures follow a change within a second or two and say "as of"; \`frontdesk rollups
check\` compares each with a recount, and a sample is compared every night. Whoever may see figures sees all of them;
those who answer customers and do not run the team see their own only. Why it is built so:
[decision 006](decisions/006-rollups-by-local-day.md). Generated from the code; do not edit.
`

const units = {
  count: 'number',
  money: 'money, minor units',
  percent: 'percent, one decimal',
  seconds: 'seconds',
  score: 'score',
  per_hour: 'number per hour',
} as const

/** The text of `docs/metrics.md`: every figure by module, with its key, unit and definition. */
export function renderMetricsDoc(
  modules: readonly (readonly [module: string, Readonly<Record<string, MetricDefinition>>])[],
): string {
  const sections = modules.map(([module, definitions]) =>
    [
      `## ${module}`,
      '',
      '| Figure | Key | Unit | What it says |',
      '| --- | --- | --- | --- |',
      ...Object.entries(definitions).map(
        ([key, { name, unit, sentence }]) => `| ${name} | \`${key}\` | ${units[unit]} | ${cell(sentence)} |`,
      ),
      '',
      ...Object.entries(definitions).flatMap(([key, definition]) => details(key, definition)),
    ].join('\n'),
  )
  return [HEAD, ...sections].join('\n')
}

function details(key: string, definition: MetricDefinition): string[] {
  const { name, unit, formula, rows, differs, better, thresholds } = definition
  if (!formula) return []
  const wish = better === 'up' ? ' More is better.' : better === 'down' ? ' Less is better.' : ''
  const colours = thresholds && `yellow from ${thresholds.warn}, red from ${thresholds.bad}`
  return [
    `### ${name} (\`${key}\`)`,
    '',
    `- Counted: ${formula}`,
    ...(rows ? [`- Rows: ${rows}`] : []),
    ...(differs ? [`- Note: ${differs}`] : []),
    `- Unit: ${units[unit]}.${wish}${colours ? ` Unless set otherwise ${colours}.` : ''}`,
    '',
  ]
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

/** What a module says of one figure: its `definitions` in `domain/figures.ts`. */
export interface MetricDefinition {
  name: string
  unit: 'count' | 'money' | 'percent'
  sentence: string
}

const HEAD = `# Metrics

Every figure the product shows, with the one sentence that defines it; the same sentence appears when one points at the
figure. Days are local days of the organisation. A figure opens its rows, and the rows add up to it. Kept figures follow
a change within a second or two and say "as of"; \`frontdesk rollups check\` compares each with a recount. Why it is built
so: [decision 006](decisions/006-rollups-by-local-day.md). Generated from the code; do not edit.
`

const units = { count: 'number', money: 'money, minor units', percent: 'percent, one decimal' } as const

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
    ].join('\n'),
  )
  return [HEAD, ...sections].join('\n')
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

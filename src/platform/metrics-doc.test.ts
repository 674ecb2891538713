import { globSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { type MetricDefinition, renderMetricsDoc } from './metrics-doc.ts'

const root = join(import.meta.dirname, '../..')

async function definitionsByModule() {
  const found: [string, Record<string, MetricDefinition>][] = []
  for (const path of globSync('src/modules/*/domain/{figures,metrics}.ts', { cwd: root }).sort()) {
    const { definitions, metrics } = (await import(pathToFileURL(join(root, path)).href)) as Record<
      'definitions' | 'metrics',
      Record<string, MetricDefinition> | undefined
    >
    found.push([path.replaceAll('\\', '/').split('/')[2]!, (definitions ?? metrics)!])
  }
  return found
}

test('docs/metrics.md is equal to the code (write it anew with: npx vitest run metrics-doc -u)', async () => {
  const text = renderMetricsDoc(await definitionsByModule())
  await expect(text).toMatchFileSnapshot(join(root, 'docs/metrics.md'))
})

test('definitions are sentences that say how the figure is counted', async () => {
  const all = (await definitionsByModule()).flatMap(([, definitions]) => Object.values(definitions))
  expect(all.length).toBeGreaterThan(0)
  for (const { name, sentence } of all) {
    expect(sentence, name).toMatch(/\.$/)
    expect(sentence, name).not.toMatch(/!/)
  }
})

test('a figure that says how it is counted gets a part of its own', () => {
  const full: MetricDefinition = {
    ...{
      name: 'Full',
      unit: 'percent',
      sentence: 'How full it is.',
      formula: 'Taken ÷ all.',
      rows: 'Seats.',
    },
    ...{ differs: 'Broken seats count.', better: 'up', thresholds: { warn: 80, bad: 50 } },
  }
  const text = renderMetricsDoc([['hall', { full }]])
  expect(text).toContain(
    '### Full (`full`)\n\n- Counted: Taken ÷ all.\n- Rows: Seats.\n- Note: Broken seats count.\n',
  )
  expect(text).toContain(
    '- Unit: percent, one decimal. More is better. Unless set otherwise yellow from 80, red from 50.',
  )
})

test('a pipe in a definition does not break the table', () => {
  const odd: MetricDefinition = { name: 'Odd', unit: 'count', sentence: 'Either | or.' }
  expect(renderMetricsDoc([['booking', { odd }]])).toContain('| Odd | `odd` | number | Either \\| or. |')
})

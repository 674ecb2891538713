import { globSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { type MetricDefinition, renderMetricsDoc } from './metrics-doc.ts'

const root = join(import.meta.dirname, '../..')

async function definitionsByModule() {
  const found: [string, Record<string, MetricDefinition>][] = []
  for (const path of globSync('src/modules/*/domain/figures.ts', { cwd: root }).sort()) {
    const { definitions } = (await import(pathToFileURL(join(root, path)).href)) as {
      definitions: Record<string, MetricDefinition>
    }
    found.push([path.replaceAll('\\', '/').split('/')[2]!, definitions])
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

test('a pipe in a definition does not break the table', () => {
  const odd: MetricDefinition = { name: 'Odd', unit: 'count', sentence: 'Either | or.' }
  expect(renderMetricsDoc([['booking', { odd }]])).toContain('| Odd | `odd` | number | Either \\| or. |')
})

import { expect, test } from 'vitest'
import { type MetricKey, metricOf, metrics } from './metrics.ts'

const all = Object.keys(metrics) as MetricKey[]

test.each(all)('%s says what it is, how it is counted and what its rows are', (key) => {
  const { name, sentence, formula, rows, differs } = metricOf(key)
  expect(name.length).toBeLessThan(32)
  for (const text of [sentence, formula, rows, ...(differs ? [differs] : [])]) {
    expect(text).toMatch(/^[A-Z0-9(].*\.$/)
    expect(text).not.toMatch(/!/)
  }
})

test.each(all.filter((key) => metricOf(key).thresholds))('yellow of %s is met before red', (key) => {
  const { better, thresholds } = metricOf(key)
  expect(better).not.toBeNull()
  if (better === 'up') expect(thresholds!.warn).toBeGreaterThan(thresholds!.bad)
  else expect(thresholds!.warn).toBeLessThan(thresholds!.bad)
})

test('no two figures bear the same name', () => {
  expect(new Set(all.map((key) => metricOf(key).name)).size).toBe(all.length)
})

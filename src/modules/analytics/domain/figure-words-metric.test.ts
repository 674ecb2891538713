import { expect, test } from 'vitest'
import { FailureCategory } from '#modules/inbox/contract.ts'
import { categoryWords, metricLine, partsWords, rowWords, sumWords } from './figure-words-metric.ts'

const words = { locale: 'en-GB', zone: 'Europe/London', currency: 'GBP' }

test('working time is told in hours, waiting time in days (ANLY-071)', () => {
  const value = 387 * 3600
  expect(metricLine({ key: 'time_saved', unit: 'seconds', value }, words)).toBe('387 h')
  expect(metricLine({ key: 'resolution_time', unit: 'seconds', value }, words)).toBe('16.1 days')
  expect(metricLine({ key: 'time_saved', unit: 'seconds', value: null }, words)).toBe('None')
})

test('the parts of a share of time are hours, those of other shares are counted', () => {
  const hours = (count: number) => count * 3_600_000
  expect(partsWords({ key: 'active_share', part: hours(1913), whole: hours(2061) }, words)).toBe(
    '1,913 h of 2,061 h',
  )
  expect(partsWords({ key: 'delivery_rate', part: 6102, whole: 6257 }, words)).toBe('6,102 of 6,257')
  expect(partsWords({ key: 'rating', part: 0, whole: 0 }, words)).toBe('')
  expect(partsWords({ key: 'conversations', part: null, whole: null }, words)).toBe('')
})

test.each([
  [{ key: 'whatsapp_failed', unit: 'count' }, 154, 154, 154, '154 rows add up to 154'],
  [{ key: 'sla_compliance', unit: 'percent' }, 1966, 1733, 88.1, '1,733 of 1,966 rows'],
  [{ key: 'first_reply', unit: 'seconds' }, 10, 600, 60, '10:00 min over 10 rows'],
  [{ key: 'chat_revenue', unit: 'money' }, 2, 18_100, 18_100, '2 rows add up to £181.00'],
  [{ key: 'active_share', unit: 'percent' }, 12, 7_200, 90, '12 rows add up to 2 h of active time'],
  [{ key: 'time_saved', unit: 'seconds' }, 309, 1_393_200, 1_393_200, '309 rows add up to 387 h'],
  [{ key: 'rating', unit: 'score' }, 0, null, null, '0 rows'],
] as const)('the rows of %o say how they make the figure', (metric, count, sum, value, said) => {
  expect(sumWords({ metric, count, sum, value }, words)).toBe(said)
})

test('a row of a share says whether it counts, one of time how long it was', () => {
  expect(rowWords({ key: 'delivery_rate', unit: 'percent' }, 0, words)).toBe('no')
  expect(rowWords({ key: 'active_share', unit: 'percent' }, 90, words)).toBe('1:30 min')
  // Rounded amounts would not add up to what stands above them.
  expect(rowWords({ key: 'chat_revenue', unit: 'money' }, 11_650, words)).toBe('£116.50')
})

test('every category of failures has words of its own (ANLY-047)', () => {
  const said = FailureCategory.options.map(categoryWords)
  expect(new Set(said).size).toBe(FailureCategory.options.length)
  expect(said.filter((one) => one.includes('_'))).toEqual([])
})

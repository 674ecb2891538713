import { expect, test } from 'vitest'
import { comparedWith, filterOf, isSameFilter, rowsInput, rowsPath } from './dashboard-filter.ts'

const agent = '0195f2c0-0000-7000-8000-000000000001'
const today = '2026-11-26'

test('the whole filter stands in the address (ANLY-003)', () => {
  const search = new URLSearchParams(`period=7d&compare=year&agent=${agent}&businessHours=true`)
  expect(filterOf(search, today).filter).toEqual({
    from: '2026-11-20',
    to: '2026-11-26',
    compare: 'year',
    agent: [agent],
    businessHours: true,
  })
})

test('what nobody could have chosen is left out instead of breaking the page', () => {
  const search = new URLSearchParams('period=x&compare=moon&agent=drop table&team=&from=2026-11-26')
  expect(filterOf(search, today).filter).toEqual({
    from: '2026-10-28',
    to: '2026-11-26',
    compare: 'previous',
    businessHours: false,
  })
})

test('rows keep the filter, and a mark of a chart narrows them', () => {
  const search = new URLSearchParams('period=7d&part=left-over&cursor=abc')
  const path = rowsPath({ metric: 'first_reply', on: '2026-11-24', of: agent }, search)
  expect(path).toBe(`/dashboard/rows/first_reply?period=7d&on=2026-11-24&of=${agent}`)
  const address = new URL(path, 'http://localhost')
  expect(rowsInput('first_reply', address.searchParams, today)).toMatchObject({
    metric: 'first_reply',
    from: '2026-11-24',
    to: '2026-11-24',
    agent: [agent],
  })
})

test('opening the rows does not change the dashboard below', () => {
  const below = new URLSearchParams('period=7d')
  expect(isSameFilter(below, new URLSearchParams('period=7d&on=2026-11-24'))).toBe(true)
  expect(isSameFilter(below, new URLSearchParams('period=30d'))).toBe(false)
})

test.each([
  ['previous', '2026-11-26', '2026-11-26', 'than the day before'],
  ['previous', '2026-10-28', '2026-11-26', 'than the 30 days before'],
  ['year', '2026-10-28', '2026-11-26', 'than a year before'],
  ['none', '2026-10-28', '2026-11-26', ''],
] as const)('compared with %s, %s to %s reads "%s"', (compare, from, to, words) => {
  expect(comparedWith({ key: null, label: '', from, to }, compare)).toBe(words)
})

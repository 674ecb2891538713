import { expect, test } from 'vitest'
import { landingPath, nextPath } from './next-path.ts'

test.each([
  ['/today', '/today'],
  ['/clients?q=a%20b#top', '/clients?q=a%20b#top'],
  ['//evil.test', null],
  ['/\\evil.test', null],
  ['/a\\b', null],
  ['/a\nb', null],
  ['https://evil.test', null],
  ['', null],
  [null, null],
])('after signing in, %j leads to %j', (next, path) => {
  expect(nextPath(next)).toBe(path)
})

test('the office starts at Today, a customer at the booking page', () => {
  expect(landingPath({ office: true, orgSlug: 'a' })).toBe('/today')
  expect(landingPath({ office: false, orgSlug: 'a' })).toBe('/book/a')
  expect(landingPath({ office: false, orgSlug: null })).toBe('/')
})

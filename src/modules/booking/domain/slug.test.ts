import { expect, test } from 'vitest'
import { freeSlug, slugOf } from './slug.ts'

test.each([
  ['Deep clean & oven', 'deep-clean-and-oven'],
  ['  End of tenancy (3 bed) ', 'end-of-tenancy-3-bed'],
  ['Crème brûlée', 'creme-brulee'],
  ['Men’s cut', 'mens-cut'],
  ['清掃', 'service'],
  ['x'.repeat(100), 'x'.repeat(60)],
])('%s → %s', (name, slug) => expect(slugOf(name)).toBe(slug))

test('a taken address gets the first free number', () => {
  expect(freeSlug('clean', new Set())).toBe('clean')
  expect(freeSlug('clean', new Set(['clean', 'clean-2', 'clean-4']))).toBe('clean-3')
})

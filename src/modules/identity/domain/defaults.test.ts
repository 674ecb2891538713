import { expect, test } from 'vitest'
import { Policies, Slug } from '../contract/organization.ts'
import { defaultPolicies, slugOf } from './defaults.ts'

test.each([
  ['Bright & Side Ltd.', 'bright-side-ltd'],
  ['Ñandú Peluquería', 'nandu-peluqueria'],
  ['  A  ', 'a'],
  ['清潔', ''],
  ['x'.repeat(80), 'x'.repeat(50)],
])('%s becomes the address %j', (name, slug) => {
  expect(slugOf(name)).toBe(slug)
})

test('addresses of the product itself cannot be taken', () => {
  expect(Slug.safeParse('sign-in').success).toBe(false)
  expect(Slug.safeParse('bright-side').success).toBe(true)
})

test('the starting policies keep their own contract', () => {
  expect(Policies.parse(defaultPolicies('GBP'))).toMatchObject({ vatRate: 2000, cancelNoticeHours: 24 })
  expect(defaultPolicies('USD').vatRate).toBe(0)
})

import { expect, test } from 'vitest'
import { changesBetween } from './changes.ts'

test('only named fields that differ are noted, lists by content', () => {
  const before = { name: 'Clean', price: 4500, staffIds: ['a'], secret: 1 }
  const after = { name: 'Clean', price: 4900, staffIds: ['a'], secret: 2 }
  expect(changesBetween(before, after, ['name', 'price', 'staffIds'])).toEqual({ price: [4500, 4900] })
})

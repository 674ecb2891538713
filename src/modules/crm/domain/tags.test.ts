import { expect, test } from 'vitest'
import { addTags, removeTags } from './tags.ts'

test('a tag is there once, whatever its case', () => {
  expect(addTags(['Key safe'], ['key SAFE', 'Fortnightly', 'fortnightly'])).toEqual([
    'Key safe',
    'Fortnightly',
  ])
  expect(removeTags(['Key safe', 'Fortnightly'], ['KEY safe'])).toEqual(['Fortnightly'])
})

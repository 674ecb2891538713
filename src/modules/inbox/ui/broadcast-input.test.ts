import { expect, test } from 'vitest'
import { readList } from './broadcast-input.ts'

test('a pasted list or CSV file is read line by line', () => {
  const text =
    'address,name\r\n"07700 900142","Grace Obi"\n+49 30 901820;Jürgen\n\n  nobody \nx@y.example\tA, B'
  expect(readList(text)).toEqual([
    { address: '07700 900142', name: 'Grace Obi' },
    { address: '+49 30 901820', name: 'Jürgen' },
    { address: 'nobody', name: '' },
    { address: 'x@y.example', name: 'A B' },
  ])
})

import { expect, test } from 'vitest'
import { serviceFaults } from './service-faults.ts'

test.each([
  ['nothing wrong', { deposit: 4500 }, []],
  ['a deposit over the price', { deposit: 4501 }, ['deposit']],
  ['the whole price is paid online', { deposit: null }, []],
  ['two extras of one name', { extras: [{ name: 'Oven' }, { name: 'oven' }] }, ['extras.1.name']],
])('%s', (_, change, paths) => {
  const service = { price: 4500, deposit: 0, payOnDay: true, extras: [], ...change }
  expect(serviceFaults(service).map(({ path }) => path.join('.'))).toEqual(paths)
})

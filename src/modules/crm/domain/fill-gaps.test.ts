import { expect, test } from 'vitest'
import { fillGaps } from './fill-gaps.ts'

const empty = {
  email: null,
  phone: null,
  address_line1: null,
  address_line2: null,
  city: null,
  postcode: null,
  access_notes: '',
}
const home = { address_line1: '42 Albion Road', city: 'London', postcode: 'N16 8JR' }

test.each([
  ['nothing new', { ...empty, email: 'a@b.c' }, { name: 'A', email: 'x@y.z' }, {}],
  ['a phone', { ...empty, email: 'a@b.c' }, { name: 'A', phone: '+441' }, { phone: '+441' }],
  [
    'a whole address',
    empty,
    { name: 'A', address: { line1: '1 Road', postcode: 'E8 1AA' } },
    { address_line1: '1 Road', address_line2: null, city: null, postcode: 'E8 1AA' },
  ],
  [
    'no half of another address',
    { ...empty, ...home },
    { name: 'A', address: { line2: 'Flat 3', postcode: 'E8 1AA' } },
    {},
  ],
  [
    'no key of another home',
    { ...empty, ...home },
    { name: 'A', address: { postcode: 'E8 1AA' }, accessNotes: 'Code 1' },
    {},
  ],
  [
    'the key of this home',
    { ...empty, ...home },
    { name: 'A', address: { postcode: 'N16 8JR' }, accessNotes: 'Code 1' },
    { access_notes: 'Code 1' },
  ],
])('a contact brings %s', (_, known, contact, expected) => {
  expect(fillGaps(known, contact)).toEqual(expected)
})

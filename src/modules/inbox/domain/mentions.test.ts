import { expect, test } from 'vitest'
import { mentionsIn } from './mentions.ts'

const team = [
  { id: 'ann', name: 'Ann' },
  { id: 'baker', name: 'Ann Baker' },
  { id: 'bob', name: 'Bob Carr' },
  { id: 'jose', name: 'José Núñez' },
]

test.each([
  ['@Bob Carr please call', ['bob']],
  ['@bob please', ['bob']],
  ['@Ann Baker and @Ann', ['ann', 'baker']],
  ['@Ann Bakery is a shop', ['ann']],
  ['(@josé)', ['jose']],
  ['@Bob, @bob and @Bob Carr', ['bob']],
  ['write to bob@carr.example', []],
  ['@Bobby', []],
  ['@', []],
  ['nobody', []],
])('%s', (body, ids) => expect(mentionsIn(body, team)).toEqual(ids))

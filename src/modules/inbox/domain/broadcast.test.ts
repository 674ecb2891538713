import { expect, test } from 'vitest'
import {
  type Candidate,
  factsOfRecipient,
  fillVariables,
  missingVariables,
  sortCandidates,
  usableAddress,
} from './broadcast.ts'

const somebody = (address: string, row: number | null = null): Candidate => ({
  clientId: null,
  address,
  name: 'Grace Obi',
  postcode: 'N16 8JR',
  row,
})

test.each([
  ['whatsapp', '07700 900142', '+447700900142'],
  ['sms', '+49 30 901820', '+4930901820'],
  ['sms', 'call me', null],
  ['email', ' Grace@Example.ORG ', 'grace@example.org'],
  ['email', 'grace@example', null],
  ['email', '', null],
] as const)('on %s “%s” is %s', (kind, text, address) => expect(usableAddress(kind, text)).toBe(address))

test('everybody gets it once, and whoever does not is named with the reason (INBX-027)', () => {
  const list = ['07700 900142', '+44 7700 900142', 'nobody', '', '07700 900143'].map((text, i) =>
    somebody(text, i + 1),
  )
  const { chosen, skipped } = sortCandidates('sms', list, new Set(['+447700900143']))
  expect(chosen.map(({ address }) => address)).toEqual(['+447700900142'])
  expect(skipped.map(({ row, reason }) => [row, reason])).toEqual([
    [2, 'Is in the list already.'],
    [3, 'This is no telephone number.'],
    [4, 'Has no telephone number.'],
    [5, 'Asked to get no messages.'],
  ])
})

test('ten thousand faulty rows are all reported', () => {
  const list = Array.from({ length: 10_000 }, (_, i) => somebody(`row ${i}`, i + 1))
  expect(sortCandidates('whatsapp', list, new Set()).skipped).toHaveLength(10_000)
})

test('variables are filled from the client, with a fallback where there is nothing', () => {
  const house = { organization: 'Brightside', bookingUrl: 'https://x.test/book' }
  const facts = factsOfRecipient({ name: 'Grace Obi', postcode: '' }, house)
  const variables = { 1: 'Hi {{client.first_name}}', 2: '{{client.postcode | your area}}', 3: '{{nonsense}}' }
  expect(fillVariables('{{1}}, spring in {{2}}{{3}}', variables, facts)).toEqual([
    'Hi Grace',
    'your area',
    '',
  ])
  expect(missingVariables('{{1}} {{2}} {{3}}', { 1: 'a', 3: ' ' })).toEqual(['2', '3'])
})

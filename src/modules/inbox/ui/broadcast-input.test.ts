import { expect, test } from 'vitest'
import { draftInput, draftRefusal, faultsFile, plannedAt, readList } from './broadcast-input.ts'

test('a pasted list is read with and without names, head line and quotes', () => {
  expect(readList('phone,name\n07700 900142, Grace Obi\n\n"+44 7700 900143"\n07700 900144;Ann;Lee')).toEqual([
    { address: '07700 900142', name: 'Grace Obi', line: 2 },
    { address: '+44 7700 900143', name: '', line: 4 },
    { address: '07700 900144', name: 'Ann Lee', line: 5 },
  ])
})

test('so is a file as spreadsheets write it', () => {
  const text =
    'address,name\r\n"07700 900142","Grace Obi"\n+49 30 901820;Jürgen\n\n  nobody \nx@y.example\tA, B'
  expect(readList(text)).toEqual([
    { address: '07700 900142', name: 'Grace Obi', line: 2 },
    { address: '+49 30 901820', name: 'Jürgen', line: 3 },
    { address: 'nobody', name: '', line: 5 },
    { address: 'x@y.example', name: 'A B', line: 6 },
  ])
})

test('tags and postcodes stand between commas, variables get their numbers back', () => {
  const input = draftInput({ tags: 'VIP, ,new', postcodes: 'N16', variables: { v1: 'you', v2: 'here' } })
  expect(input).toMatchObject({
    audience: { tags: ['VIP', 'new'], postcodes: ['N16'], addresses: [] },
    variables: { 1: 'you', 2: 'here' },
  })
})

test('faults of a refusal stand at the fields of the form', () => {
  const fault = (...path: (string | number)[]) => ({ path, message: 'No.' })
  const faults = [fault('variables', '2'), fault('audience', 'addresses'), fault('audience', 'tags', 0)]
  const refusal = { ok: false as const, status: 422, code: '', message: '', faults, input: {} }
  expect(draftRefusal(refusal, { name: 'x' })).toMatchObject({
    input: { name: 'x' },
    faults: [{ path: ['variables', 'v2'] }, { path: ['list'] }, { path: ['tags'] }],
  })
})

// Clocks in London go forward at one on 28 March 2027, back at two on 25 October 2026.
test.each([
  ['2026-10-24T09:00', '2026-10-24T08:00:00.000Z'],
  ['2026-10-25T09:00', '2026-10-25T09:00:00.000Z'],
  ['2026-10-25T01:30', '2026-10-25T00:30:00.000Z'],
  ['2027-03-28T01:30', '2027-03-28T01:30:00.000Z'],
  ['2027-03-28T09:00', '2027-03-28T08:00:00.000Z'],
])('%s by the clocks of London is %s', (local, at) => {
  expect(plannedAt(local, 'Europe/London', 0)).toEqual({ ok: true, at })
})

test.each([undefined, '', 'soon', '2026-10-24T09:00'])('%s is no time to send at', (local) => {
  expect(plannedAt(local, 'Asia/Kolkata', Date.parse('2026-10-24T03:30:00Z'))).toMatchObject({ ok: false })
})

test('the file of faults holds no formula', () => {
  const faults = [{ row: 3, address: '=1+1', reason: 'This is no “number”.' }]
  expect(faultsFile(faults)).toBe('line,address,reason\r\n3,"\'=1+1","This is no “number”."')
})

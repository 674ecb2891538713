import { expect, test } from 'vitest'
import { seal, unseal } from './secret-box.ts'

const secret = 'a-secret-of-at-least-32-characters!'

test('what was sealed can be read again, and looks different every time (PLAT-172)', () => {
  const boxes = [seal(secret, 'webhook secret', 'whsec_é'), seal(secret, 'webhook secret', 'whsec_é')]
  expect(boxes.map((box) => unseal(secret, 'webhook secret', box))).toEqual(['whsec_é', 'whsec_é'])
  expect(boxes[0]).not.toBe(boxes[1])
  expect(boxes[0]).not.toContain('whsec')
})

test('an empty text is a text', () => {
  expect(unseal(secret, 'x', seal(secret, 'x', ''))).toBe('')
})

test.each([
  ['another secret', (box: string) => unseal(`${secret}2`, 'x', box)],
  ['another purpose', (box: string) => unseal(secret, 'y', box)],
  [
    'a changed byte',
    (box: string) => unseal(secret, 'x', box.slice(0, -1) + (box.endsWith('A') ? 'B' : 'A')),
  ],
  ['a cut-off box', (box: string) => unseal(secret, 'x', box.slice(0, 20))],
  ['something else', () => unseal(secret, 'x', 'plain text')],
  ['a shortened tag', (box: string) => unseal(secret, 'x', box.split('.').with(2, 'AAAA').join('.'))],
])('%s is refused with words that say what to do', (_case, open) => {
  expect(() => open(seal(secret, 'x', 'some text'))).toThrow('FRONTDESK_SECRET')
})

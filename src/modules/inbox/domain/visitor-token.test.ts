import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatWebchatToken, isAllowedSite, parseWebchatToken, visitorName } from './visitor-token.ts'

const name = {
  orgId: '019ab000-0000-7000-8000-00000000000a',
  channelId: '019ab000-0000-7000-8000-00000000000b',
  key: '0123456789abcdef',
}

test('a token names its organisation and its channel', () => {
  const token = formatWebchatToken(name)
  expect(token).toMatch(/^[\w-]{54}$/)
  expect(parseWebchatToken(token)).toEqual(name)
})

test('whatever stands in a page, it is read without a fault', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\w-]{54}$/)), (token) => {
      const parsed = parseWebchatToken(token)
      expect(parsed === null || /^[0-9a-f-]{36}$/.test(parsed.channelId)).toBe(true)
    }),
  )
})

test.each([
  [[], 'https://any.example', true],
  [['https://firm.example'], 'https://firm.example', true],
  [['https://firm.example'], 'https://www.firm.example', true],
  [['https://www.firm.example'], 'https://firm.example', true],
  [['https://firm.example'], 'http://firm.example', false],
  [['https://firm.example'], 'https://firm.example.evil.example', false],
  [['https://firm.example'], 'https://shop.firm.example', false],
  [['http://localhost:4000'], 'http://localhost:4001', false],
])('a chat on %j from %s: %s', (sites, origin, allowed) => {
  expect(isAllowedSite(sites, origin)).toBe(allowed)
})

test('visitors are told apart before they say who they are', () => {
  expect(visitorName('019ab000-0000-7000-8000-00000000c0de')).toBe('Visitor C0DE')
})

import { describe, expect, test } from 'vitest'
import {
  baseSubject,
  markedAddress,
  marksOf,
  ownMessageId,
  replySubject,
  threadRefsOf,
  threadRootOf,
  unmarkedAddress,
} from './mail-thread.ts'

const mark = { number: 1042, proof: 'k3j5m7p2qabc' }
const none = { messageId: null, inReplyTo: '', references: '', recipients: [] }

describe('a mail finds its conversation by the mark we gave it', () => {
  const own = ownMessageId(mark, '019ab000-0000-7000-8000-000000000001', 'firm.example')

  test('in the Message-ID that it answers', () => {
    expect(own).toBe('<c1042.k3j5m7p2qabc.019ab000000070008000000000000001@firm.example>')
    expect(marksOf({ ...none, inReplyTo: own })).toEqual([mark])
    expect(marksOf({ ...none, references: `<a@b> ${own}\r\n <c@d>` })).toEqual([mark])
  })

  test('in the address that it was sent to, whatever its case', () => {
    const address = markedAddress('Hello@firm.example', mark)!
    expect(address).toBe('Hello+c1042.k3j5m7p2qabc@firm.example')
    expect(marksOf({ ...none, recipients: ['x@y.example', address.toUpperCase()] })).toEqual([mark])
    expect(unmarkedAddress(address)).toBe('hello@firm.example')
  })

  test('an address has room for a mark, or gets none', () => {
    expect(markedAddress(`${'a'.repeat(60)}@firm.example`, mark)).toBeNull()
    expect(markedAddress('hello+team@firm.example', mark)).toBe('hello+c1042.k3j5m7p2qabc@firm.example')
  })

  test.each([
    '<c1042.short.019ab000000070008000000000000001@firm.example>',
    '<c9999999999.k3j5m7p2qabc.019ab000000070008000000000000001@x>',
    '<xc1042.k3j5m7p2qabc.019ab000000070008000000000000001@x>',
  ])('what only resembles a mark is none: %s', (id) => {
    expect(marksOf({ ...none, inReplyTo: id })).toEqual([])
  })
})

describe('the thread', () => {
  test('the nearest mail comes first, each once, and junk between them is left out', () => {
    const refs = { references: '<a@x> junk <b@x>\n\t<c@x> <broken', inReplyTo: '<c@x>' }
    expect(threadRefsOf(refs)).toEqual(['<c@x>', '<b@x>', '<a@x>'])
  })

  test.each([
    [{ references: '<a@x> <b@x>', inReplyTo: '<b@x>', messageId: '<c@x>' }, '<a@x>'],
    [{ references: '', inReplyTo: '<b@x>', messageId: '<c@x>' }, '<b@x>'],
    [{ references: '', inReplyTo: '', messageId: '<c@x>' }, '<c@x>'],
    [{ references: '', inReplyTo: '', messageId: null }, null],
  ])('its root in %j', (refs, root) => {
    expect(threadRootOf(refs)).toBe(root)
  })

  test('ten thousand references cost no more than fifty', () => {
    const references = Array.from({ length: 10_000 }, (_, i) => `<${i}@x>`).join(' ')
    expect(threadRefsOf({ references, inReplyTo: '' })).toHaveLength(50)
  })
})

test.each([
  ['Re: Fwd: AW: Clean on Monday', 'Clean on Monday'],
  ['RE[2]: Hello', 'Hello'],
  ['Antw.: Hello', 'Antw.: Hello'],
  ['Réf: Hello', 'Réf: Hello'],
  ['Regarding: the key', 'Regarding: the key'],
  ['Re:\r\n two\r\n lines', 'two lines'],
  ['Re:', ''],
])('the subject of %j is %j', (subject, base) => {
  expect(baseSubject(subject)).toBe(base)
})

test('an answer carries one Re:, and a mail without a subject gets one', () => {
  expect(replySubject('Re: re: Key')).toBe('Re: Key')
  expect(replySubject('')).toBe('Your message')
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressOf } from './address.ts'
import { cleanData, cleanLine, cleanText } from './clean-text.ts'
import { fallsBack, kindsAfter } from './fallback.ts'
import { messageTime, notAfter } from './message-time.ts'
import { wishOf } from './opt-out-words.ts'
import { paceNow } from './pace.ts'
import { previewOf } from './preview.ts'
import { scoreIn } from './rating-answer.ts'
import { isWindowClosed, windowClosesAt } from './window.ts'

const words = { optOutWords: ['STOP', 'OPT OUT'], optInWords: ['START'] }

test.each([
  ['STOP', 'out'],
  [' stop! ', 'out'],
  ['Opt-out.', 'out'],
  ['start', 'in'],
  ['Please stop by at ten', null],
  ['STOP sending me offers, but do come on Friday', null],
  ['', null],
  ['!!!', null],
  ['stop'.repeat(100), null],
])('opt-out words: “%s” is %s', (body, wish) => {
  expect(wishOf(body, words)).toBe(wish)
})

test.each([
  ['5', 5],
  [' 4 ', 4],
  ['3/5', 3],
  ['1!', 1],
  ['5 ⭐', 5],
  ['0', null],
  ['6', null],
  ['45', null],
  ['2 rooms, please', null],
  ['five', null],
])('INBX-026 “%s” rates %s', (body, score) => {
  expect(scoreIn(body)).toBe(score)
})

describe('the window of WhatsApp', () => {
  const now = '2026-11-26T10:00:00.000Z'
  test.each([
    ['2026-11-26T09:59:00.000Z', false],
    ['2026-11-25T10:00:00.001Z', false],
    ['2026-11-25T10:00:00.000Z', true],
    [null, true],
  ])('after a message at %s is closed: %s', (at, isClosed) => {
    expect(isWindowClosed(at, now)).toBe(isClosed)
  })

  test('is 24 hours of real time, also when clocks change', () => {
    expect(windowClosesAt('2026-10-24T12:00:00.000Z')).toBe('2026-10-25T12:00:00.000Z')
  })
})

test.each([
  ['image', '', 'Photo'],
  ['image', 'The stain', 'Photo: The stain'],
  ['reaction', '👍', 'Reacted 👍'],
  ['reaction', '', 'Took a reaction back'],
  ['unknown', '', 'A message of a kind we do not know'],
  ['text', 'a\n\n  b', 'a b'],
  ['text', 'x'.repeat(200), `${'x'.repeat(139)}…`],
  ['text', '😀'.repeat(99), `${'😀'.repeat(69)}…`],
] as const)('a %s “%s” in one line', (kind, body, line) => {
  expect(previewOf(kind, body)).toBe(line)
})

test.each([
  [
    'whole seconds of a vendor',
    '2026-11-26T10:00:00Z',
    '2026-11-26T10:00:00.900Z',
    '2026-11-26T10:00:00.900Z',
  ],
  ['a clock that is ahead', '2026-11-26T10:05:00Z', '2026-11-26T10:00:00.000Z', '2026-11-26T10:00:00.000Z'],
  ['an outage', '2026-11-26T08:00:00Z', '2026-11-26T10:00:00.000Z', '2026-11-26T08:00:00.000Z'],
  ['no time', '', '2026-11-26T10:00:00.000Z', '2026-11-26T10:00:00.000Z'],
  ['a clock never set', '1970-01-01T00:00:00Z', '2026-11-26T10:00:00.000Z', '2026-11-26T10:00:00.000Z'],
  ['no year', '-271821-04-20T00:00:00.000Z', '2026-11-26T10:00:00.000Z', '2026-11-26T10:00:00.000Z'],
])('when a message counts as written: %s', (_, told, received, counts) => {
  expect(messageTime(told, received)).toBe(counts)
})

test('of two messages the later one stands later, as long as the first came within five seconds of being written', () => {
  const start = Date.parse('2026-11-26T10:00:00Z')
  const iso = (ms: number) => new Date(start + ms).toISOString()
  const prompt = fc.integer({ min: 0, max: 5_000 })
  fc.assert(
    fc.property(fc.integer({ min: 5_001, max: 60_000 }), prompt, prompt, (gap, firstDelay, secondDelay) => {
      const first = messageTime(iso(0), iso(firstDelay))
      const second = messageTime(iso(gap), iso(gap + secondDelay))
      expect(first < second).toBe(true)
    }),
  )
})

test('no instant lies after now', () => {
  const now = '2026-11-26T10:00:00.000Z'
  expect(notAfter('2026-11-26T11:00:00Z', now)).toBe(now)
  expect(notAfter('2026-11-26T09:00:00Z', now)).toBe('2026-11-26T09:00:00.000Z')
  expect(notAfter('nonsense', now)).toBe(now)
})

describe('text for the database', () => {
  test('has no NUL and no broken surrogate, at most so many characters', () => {
    expect(cleanText('a\u0000b\ud800c')).toBe('ab\ufffdc')
    expect(cleanText('x'.repeat(70_000))).toHaveLength(65_536)
    expect(cleanLine('  two\n\tlines ')).toBe('two lines')
  })

  test('any data can be stored as it is cleaned, keys included', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = JSON.stringify(cleanData({ value, '\u0000': '\ud800' }))
        expect(text).not.toMatch(/\\u0000|\\ud[89ab]/i)
      }),
    )
  })
})

test('the next ways after one that failed, in the order of the settings', () => {
  const order = ['whatsapp', 'sms', 'email'] as const
  expect(kindsAfter('whatsapp', order)).toEqual(['sms', 'email'])
  expect(kindsAfter('email', order)).toEqual([])
  expect(kindsAfter('webchat', order)).toEqual([])
  expect([fallsBack('bad_number'), fallsBack('opted_out'), fallsBack('template')]).toEqual([
    true,
    false,
    false,
  ])
})

test('an opt-out holds for the address, whichever contact writes from it', () => {
  const person = { platformUserId: '447700900101', phone: '+447700900101', email: 'Ann@Example.com' }
  expect(addressOf('whatsapp', person)).toBe(addressOf('sms', { ...person, platformUserId: '+447700900101' }))
  expect(addressOf('email', person)).toBe('ann@example.com')
})

describe('INBX-020 the pace of a channel', () => {
  const at = (ms: number) => new Date(Date.parse('2026-11-26T10:00:00Z') + ms).toISOString()

  test.each([
    ['full', { tokens: 10, at: at(0), pausedUntil: null }, 10, at(0), 10, 0],
    ['empty', { tokens: 0, at: at(0), pausedUntil: null }, 10, at(0), 0, 100],
    ['half a second later', { tokens: 0, at: at(0), pausedUntil: null }, 10, at(500), 5, 0],
    ['never more than a second’s worth', { tokens: 0, at: at(0), pausedUntil: null }, 10, at(60_000), 10, 0],
    ['slower than one a second', { tokens: 0, at: at(0), pausedUntil: null }, 0.5, at(1_000), 0, 1_000],
    ['paused by the vendor', { tokens: 10, at: at(0), pausedUntil: at(5_000) }, 10, at(1_000), 0, 4_000],
    ['after the pause', { tokens: 10, at: at(0), pausedUntil: at(5_000) }, 10, at(5_000), 10, 0],
  ])('%s', (_, bucket, perSecond, now, free, waitMs) => {
    expect(paceNow(bucket, perSecond, now)).toMatchObject({ free, waitMs })
  })

  test('never lets more leave than was promised, however often it is asked', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 60 }),
        (perSecond, gaps) => {
          let bucket = { tokens: perSecond, at: at(0), pausedUntil: null as string | null }
          let [ms, left] = [0, 0]
          for (const gap of gaps) {
            ms += gap
            const { free, tokens } = paceNow(bucket, perSecond, at(ms))
            if (free === 0) continue
            left += free
            bucket = { tokens: tokens - free, at: at(ms), pausedUntil: null }
          }
          expect(left).toBeLessThanOrEqual(perSecond + (ms / 1_000) * perSecond + 1e-3)
        },
      ),
    )
  })
})

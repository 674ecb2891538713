import { describe, expect, test } from 'vitest'
import type { Message } from '../contract/conversations.ts'
import {
  callOf,
  cardsOf,
  choiceOf,
  entriesOf,
  familyOf,
  isOnlyEmoji,
  mailOf,
  piecesOf,
  placeOf,
  reactionOf,
  sizeWords,
} from './thread-data.ts'

const message = (id: string, part: Partial<Message> = {}) =>
  ({
    id,
    kind: 'text',
    body: 'Hello',
    data: {},
    authorKind: 'contact',
    authorId: null,
    createdAt: '2026-11-26T13:35:00.000Z',
    ...part,
  }) as Message
const data = (value: Record<string, unknown>) => ({ data: value })

describe('what comes along with a message (INBX-015)', () => {
  test('a place opens on the map; coordinates that are none show nothing', () => {
    expect(placeOf(data({ latitude: 51.5, longitude: -0.07, name: 'Home' }))).toMatchObject({
      name: 'Home',
      href: 'https://www.openstreetmap.org/?mlat=51.5&mlon=-0.07#map=16/51.5/-0.07',
    })
    expect(placeOf(data({ latitude: 451, longitude: 0 }))).toBeNull()
    expect(placeOf(data({ latitude: '51', longitude: null }))).toBeNull()
  })

  test('cards as WhatsApp sends them', () => {
    const contacts = [
      {
        name: { formatted_name: 'Ana Lima' },
        phones: [{ phone: '+44 7700 900142' }],
        emails: [{ email: 'a@b.example' }],
      },
      'rubbish',
    ]
    expect(cardsOf(data({ contacts }))).toEqual([
      { name: 'Ana Lima', phones: ['+44 7700 900142'], emails: ['a@b.example'] },
      { name: 'No name', phones: [], emails: [] },
    ])
  })

  test('a chosen answer, and answers on offer', () => {
    expect(choiceOf(data({ button_reply: { id: 'a', title: 'Yes' } })).title).toBe('Yes')
    expect(choiceOf(data({ buttons: ['Yes', { text: 'No' }, 7] })).offers).toEqual(['Yes', 'No'])
  })

  test('a call says whether somebody took it', () => {
    expect(
      callOf({
        direction: 'in',
        ...data({ status: 'voicemail', durationSeconds: 60, recordingSeconds: 42 }),
      }),
    ).toMatchObject({
      isMissed: true,
      words: 'Missed call',
      seconds: 42,
    })
    expect(callOf({ direction: 'out', ...data({ status: 'completed' }) }).words).toBe('Outgoing call')
  })

  test('a mail’s HTML may lie elsewhere because it is long', () => {
    expect(mailOf(data({ html: '<p>Hi</p>' })).isLong).toBe(false)
    expect(mailOf(data({ htmlKey: 'org/inbox/mails/1.html' }))).toMatchObject({ html: '', isLong: true })
  })

  test.each([
    ['image/jpeg', 'image'],
    ['image/svg+xml', 'document'],
    ['audio/ogg', 'audio'],
    ['application/pdf', 'document'],
  ])('%s is shown as %s', (mediaType, family) => {
    expect(familyOf({ mediaType })).toBe(family)
  })

  test('sizes in words', () => {
    expect([sizeWords(900), sizeWords(842_100), sizeWords(3_120_000)]).toEqual(['900 B', '842 kB', '3.1 MB'])
  })
})

describe('the entries of a thread', () => {
  const dayOf = (at: string) => at.slice(0, 10)

  test('a heading stands where a day begins', () => {
    const entries = entriesOf(
      [
        message('a', { createdAt: '2026-11-25T10:00:00Z' }),
        message('b', { createdAt: '2026-11-25T11:00:00Z' }),
        message('c'),
      ],
      dayOf,
    )
    expect(entries.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
      'day day 2026-11-25',
      'message a',
      'message b',
      'day day 2026-11-26',
      'message c',
    ])
  })

  test('a reaction stands on its message, the later one counts, an empty one takes it back', () => {
    const react = (id: string, emoji: string, to = 'a') =>
      message(id, { kind: 'reaction', body: emoji, data: { messageId: to } })
    const on = (messages: Message[]) =>
      entriesOf([message('a'), ...messages], dayOf).flatMap((one) =>
        one.kind === 'message' ? [one.reactions] : [],
      )
    expect(on([react('r', '👍'), react('s', '❤️')])).toEqual([['❤️']])
    expect(on([react('r', '👍'), react('s', '')])).toEqual([[]])
    expect(on([react('r', '👍', 'unknown')])).toEqual([[], []])
    expect(reactionOf(react('r', '👍')).emoji).toBe('👍')
  })

  test('events without words are for the log alone', () => {
    expect(entriesOf([message('a', { kind: 'event', body: '' })], dayOf)).toEqual([])
  })
})

describe('a text in pieces', () => {
  test('links end before the full stop, and nothing but http is one', () => {
    expect(piecesOf('See https://a.example/x?y=1. Or javascript:alert(1)')).toEqual([
      { kind: 'text', text: 'See ' },
      { kind: 'link', text: 'https://a.example/x?y=1', href: 'https://a.example/x?y=1' },
      { kind: 'text', text: '. Or javascript:alert(1)' },
    ])
  })

  test('names that a note mentions, the longest first, not inside an address', () => {
    const names = ['Nadia', 'Nadia Rahman']
    expect(piecesOf('@Nadia Rahman and x@nadia', names).filter(({ kind }) => kind === 'mention')).toEqual([
      { kind: 'mention', text: '@Nadia Rahman' },
    ])
  })
})

test.each([
  ['👍', true],
  ['👩‍🔧 ❤️', true],
  ['👍👍👍👍', false],
  ['ok 👍', false],
  ['42', false],
])('%s alone: %s', (text, is) => {
  expect(isOnlyEmoji(text)).toBe(is)
})

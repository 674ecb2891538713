import { describe, expect, test } from 'vitest'
import {
  answersOf,
  callOf,
  cardsOf,
  choiceOf,
  familyOf,
  isOnlyEmoji,
  mailOf,
  piecesOf,
  placeOf,
  sizeWords,
} from './thread-data.ts'

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

  test('a filled form shows what was answered, and nothing that is for machines', () => {
    const answers = {
      flow_token: 'x',
      rooms: 3,
      extra_wishes: ['Oven', 'Fridge'],
      nested: { a: 1 },
      empty: '',
    }
    expect(answersOf(data({ answers }))).toEqual([
      ['rooms', '3'],
      ['extra wishes', 'Oven, Fridge'],
    ])
    expect(answersOf(data({ answers: 'rubbish' }))).toEqual([])
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

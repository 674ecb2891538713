import { describe, expect, test } from 'vitest'
import { readChannelDraft } from './channel-input.ts'
import { whyNotSendable } from './media-rules.ts'
import { partsOf } from './outgoing-parts.ts'
import { templateFaults } from './template-faults.ts'
import { fillTemplate, variableCount } from './template-text.ts'

const MB = 1024 * 1024
const file = (mediaType: string, bytes = 1_000, id = mediaType) => ({ id, name: 'file', mediaType, bytes })

describe('INBX-015 what may be sent', () => {
  test.each<[Parameters<typeof whyNotSendable>[0], ReturnType<typeof file>[], RegExp | null]>([
    ['whatsapp', [file('image/jpeg')], null],
    ['whatsapp', [file('image/jpeg', 6 * MB)], /5 MB/],
    ['whatsapp', [file('image/gif')], /does not carry/],
    ['whatsapp', [file('application/pdf', 90 * MB)], null],
    ['whatsapp', [file('application/zip')], /does not carry/],
    ['sms', [file('image/png', 3 * MB), file('image/png', 3 * MB)], /5 MB/],
    ['sms', Array.from({ length: 11 }, () => file('image/png')), /10 files/],
    ['email', [file('application/zip')], null],
    ['email', [file('application/zip', 21 * MB)], /20 MB/],
    ['webchat', [file('image/gif')], null],
    ['phone', [file('image/gif')], /telephone/],
  ])('by %s', (kind, files, refusal) => {
    const why = whyNotSendable(kind, files)
    if (refusal) expect(why).toMatch(refusal)
    else expect(why).toBeNull()
  })
})

test('WhatsApp carries one file in each message, the words under the first that can have some', () => {
  const parts = (files: ReturnType<typeof file>[], body = 'Look') =>
    partsOf('whatsapp', { kind: 'text', body, files }).map(({ kind, body: words }) => [kind, words])
  expect(parts([file('image/png'), file('application/pdf')])).toEqual([
    ['image', 'Look'],
    ['document', ''],
  ])
  expect(parts([file('audio/ogg')])).toEqual([
    ['text', 'Look'],
    ['audio', ''],
  ])
  expect(parts([file('audio/ogg')], '')).toEqual([['audio', '']])
  expect(parts([])).toEqual([['text', 'Look']])
})

test('other channels carry everything at once; a mail is a mail', () => {
  const files = [file('image/png'), file('application/pdf')]
  expect(partsOf('webchat', { kind: 'text', body: 'Look', files })).toMatchObject([
    { kind: 'image', body: 'Look', fileIds: ['image/png', 'application/pdf'] },
  ])
  expect(partsOf('email', { kind: 'text', body: 'Look', files })).toMatchObject([{ kind: 'email' }])
})

describe('INBX-012 templates', () => {
  test('are filled in, or say which variables are missing', () => {
    expect(variableCount('Hi {{1}}, {{ 3 }}')).toBe(3)
    expect(fillTemplate('Hi {{1}}, on {{2}}', ['Ann', 'Friday'])).toEqual({
      ok: true,
      body: 'Hi Ann, on Friday',
    })
    expect(fillTemplate('Hi {{1}}, on {{2}}', ['Ann', ' '])).toEqual({ ok: false, missing: [2] })
    // What a variable says is not looked through again.
    expect(fillTemplate('{{1}} {{2}}', ['{{2}}', '$&'])).toEqual({ ok: true, body: '{{2}} $&' })
  })

  const draft = {
    channelKind: 'whatsapp' as const,
    channelId: 'c',
    name: 'offer',
    body: 'Hello {{1}}.',
    footer: '',
    buttons: [],
  }
  test.each([
    ['is right', {}, null],
    ['has no number', { channelId: null }, /number/],
    ['has a name with capitals', { name: 'Offer' }, /small letters/],
    ['begins with a variable', { body: '{{1}}, hello.' }, /Begin/],
    ['ends with one', { body: 'Hello {{1}}' }, /end/],
    ['has two that touch', { body: 'Hi {{1}}{{2}}.' }, /between/],
    ['leaves a number out', { body: 'Hi {{2}}.' }, /\{\{1\}\}/],
    ['has a variable in the footer', { footer: '{{1}}' }, /footer/],
    [
      'links to a page that is not safe',
      { buttons: [{ kind: 'link' as const, text: 'Go', target: 'http://x.example' }] },
      /https/,
    ],
    ['calls no number', { buttons: [{ kind: 'call' as const, text: 'Call', target: '123' }] }, /number/],
  ])('one that %s', (_, over, fault) => {
    const words = templateFaults({ ...draft, ...over })
      .map(({ message }) => message)
      .join(' ')
    if (fault) expect(words).toMatch(fault)
    else expect(words).toBe('')
  })
})

describe('INBX-001 a channel’s form', () => {
  const whatsapp = {
    address: '020 7946 0100',
    sandbox: false,
    settings: { phoneNumberId: ' 1 ', businessAccountId: '2', perSecond: '80' },
    secrets: { accessToken: 't', appSecret: 's' },
    secretsSet: [],
  }

  test('is kept clean: numbers as numbers, the address as everybody knows it', () => {
    expect(readChannelDraft('whatsapp', whatsapp)).toEqual({
      ok: true,
      address: '+442079460100',
      settings: { phoneNumberId: '1', businessAccountId: '2', perSecond: 80 },
      secrets: { accessToken: 't', appSecret: 's' },
    })
  })

  test('tells every fault beside its field', () => {
    const read = readChannelDraft('whatsapp', {
      ...whatsapp,
      address: 'x',
      settings: { perSecond: '0' },
      secrets: {},
    })
    expect(read.ok ? [] : read.faults.map(({ path }) => path.join('.'))).toEqual([
      'settings.phoneNumberId',
      'settings.businessAccountId',
      'secrets.accessToken',
      'secrets.appSecret',
      'settings.perSecond',
      'address',
    ])
  })

  test('of a sandbox asks for no account; a set secret may stay empty', () => {
    const bare = { ...whatsapp, settings: {}, secrets: {} }
    expect(readChannelDraft('whatsapp', { ...bare, sandbox: true })).toMatchObject({
      ok: true,
      settings: { sandbox: true },
    })
    const set = { ...whatsapp, secrets: {}, secretsSet: ['accessToken', 'appSecret'] }
    expect(readChannelDraft('whatsapp', set)).toMatchObject({ ok: true, secrets: {} })
  })
})

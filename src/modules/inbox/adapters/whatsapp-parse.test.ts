import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ChannelAccount } from '../contract/incoming.ts'
import { looksLikeWhatsApp, parseWhatsApp } from './whatsapp-parse.ts'

const account = { settings: {}, secrets: {} } as unknown as ChannelAccount
const change = (field: string, value: object) =>
  JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field, value }] }] })
const contacts = [{ profile: { name: 'Ann Archer' }, wa_id: '447700900101' }]
const parse = (field: string, value: object) => parseWhatsApp(account, change(field, value))
const message = (own: object) => ({ from: '447700900101', id: 'wamid.1', timestamp: '1795687200', ...own })
const one = (own: object) => parse('messages', { contacts, messages: [message(own)] }).messages[0]!

describe('INBX-015 each kind of message', () => {
  test.each<[string, object, object]>([
    ['text', { type: 'text', text: { body: 'Hello' } }, { kind: 'text', body: 'Hello' }],
    [
      'image',
      { type: 'image', image: { id: 'm1', mime_type: 'image/jpeg', caption: 'The stain' } },
      { kind: 'image', body: 'The stain', attachments: [{ mediaType: 'image/jpeg', providerRef: 'm1' }] },
    ],
    [
      'document',
      { type: 'document', document: { id: 'm2', mime_type: 'application/pdf', filename: 'quote.pdf' } },
      {
        kind: 'document',
        attachments: [{ name: 'quote.pdf', mediaType: 'application/pdf', providerRef: 'm2' }],
      },
    ],
    [
      'voice message',
      { type: 'audio', audio: { id: 'm3', mime_type: 'audio/ogg; codecs=opus', voice: true } },
      { kind: 'audio', data: { voice: true }, attachments: [{ mediaType: 'audio/ogg' }] },
    ],
    ['video', { type: 'video', video: { id: 'm4', mime_type: 'video/mp4' } }, { kind: 'video' }],
    [
      'sticker',
      { type: 'sticker', sticker: { id: 'm5', mime_type: 'image/webp', animated: true } },
      { kind: 'sticker' },
    ],
    [
      'location',
      {
        type: 'location',
        location: { latitude: 51.5, longitude: -0.1, name: 'Office', address: '1 High St' },
      },
      { kind: 'location', body: 'Office, 1 High St', data: { latitude: 51.5, longitude: -0.1 } },
    ],
    ['bare location', { type: 'location', location: { latitude: 1.5, longitude: 2 } }, { body: '1.5, 2' }],
    [
      'contact cards',
      {
        type: 'contacts',
        contacts: [{ name: { formatted_name: 'Bob Bow' } }, { name: { formatted_name: 'Cy' } }],
      },
      { kind: 'contacts', body: 'Bob Bow, Cy' },
    ],
    [
      'pressed button',
      {
        type: 'interactive',
        interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes, please' } },
      },
      { kind: 'interactive', body: 'Yes, please', data: { reply: { id: 'yes', title: 'Yes, please' } } },
    ],
    [
      'chosen row',
      { type: 'interactive', interactive: { type: 'list_reply', list_reply: { id: '2', title: 'Friday' } } },
      { kind: 'interactive', body: 'Friday', data: { reply: { id: '2', title: 'Friday' } } },
    ],
    [
      'quick reply of a template',
      { type: 'button', button: { payload: 'confirm', text: 'Confirm' }, context: { id: 'wamid.0' } },
      { kind: 'interactive', body: 'Confirm', data: { reply: { id: 'confirm' } }, replyToRef: 'wamid.0' },
    ],
    [
      'reaction',
      { type: 'reaction', reaction: { message_id: 'wamid.0', emoji: '👍' } },
      { kind: 'reaction', body: '👍', replyToRef: 'wamid.0' },
    ],
    [
      'reaction taken back',
      { type: 'reaction', reaction: { message_id: 'wamid.0' } },
      { kind: 'reaction', body: '', replyToRef: 'wamid.0' },
    ],
    [
      'order',
      { type: 'order', order: { text: '', product_items: [{ quantity: 3, product_retailer_id: 'MOP' }] } },
      { kind: 'interactive', body: 'Order: 3 × MOP' },
    ],
    [
      'system',
      { type: 'system', system: { body: 'Ann changed her number' } },
      { kind: 'text', body: 'Ann changed her number' },
    ],
    [
      'unsupported',
      { type: 'unsupported', errors: [{ code: 131051, title: 'Message type unknown' }] },
      { kind: 'unknown', data: { type: 'unsupported', errors: [{ code: 131051 }] } },
    ],
    [
      'one of tomorrow',
      { type: 'hologram', hologram: { x: 1 } },
      { kind: 'unknown', data: { raw: { hologram: { x: 1 } } } },
    ],
    ['media without an id', { type: 'image', image: {} }, { kind: 'unknown' }],
    [
      'answer',
      { type: 'text', text: { body: 'Yes' }, context: { id: 'wamid.9' } },
      { replyToRef: 'wamid.9' },
    ],
    [
      'forwarded one',
      { type: 'text', text: { body: 'x' }, context: { forwarded: true } },
      { data: { forwarded: true } },
    ],
  ])('%s', (_, own, expected) => {
    expect(one(own)).toMatchObject({
      providerRef: 'wamid.1',
      from: { platformUserId: '447700900101', name: 'Ann Archer', phone: '+447700900101' },
      at: '2026-11-26T10:00:00.000Z',
      ...expected,
    })
  })
})

test.each([
  [{ billable: true, pricing_model: 'PMP', category: 'marketing' }, 'marketing'],
  [{ billable: true, pricing_model: 'PMP', category: 'authentication-international' }, 'authentication'],
  [{ billable: true, pricing_model: 'CBP', category: 'service' }, undefined],
  [{ billable: false, pricing_model: 'PMP', category: 'utility' }, undefined],
  ['junk', undefined],
])('a status with the pricing %j is charged as %s', (pricing, charge) => {
  const statuses = [{ id: 'wamid.1', status: 'delivered', timestamp: '1795687200', pricing }]
  expect(parse('messages', { statuses }).statuses[0]!.charge).toBe(charge)
})

test('INBX-016 statuses with codes; what we do not know is counted', () => {
  const statuses = [
    { id: 'a', status: 'sent', timestamp: '1795687200', pricing: { billable: true } },
    { id: 'b', status: 'played', timestamp: '1795687201' },
    {
      id: 'c',
      status: 'failed',
      timestamp: '1795687202',
      errors: [
        {
          code: 131047,
          title: 'Re-engagement message',
          error_data: { details: 'More than 24 hours have passed' },
        },
      ],
    },
    { id: 'd', status: 'teleported' },
    { status: 'sent' },
  ]
  expect(parse('messages', { statuses })).toMatchObject({
    statuses: [
      { providerRef: 'a', status: 'sent', at: '2026-11-26T10:00:00.000Z' },
      { providerRef: 'b', status: 'read' },
      {
        providerRef: 'c',
        status: 'failed',
        code: '131047',
        title: 'Re-engagement message: More than 24 hours have passed',
      },
    ],
    unknown: 2,
  })
})

test('INBX-012 what was decided about a template, with the reason', () => {
  const value = {
    event: 'REJECTED',
    message_template_id: 123,
    message_template_name: 'offer',
    message_template_language: 'en_GB',
    reason: 'INVALID_FORMAT',
    rejection_info: { reason: 'Variables touch.', recommendation: 'Put words between them.' },
  }
  expect(parse('message_template_status_update', value).templates).toEqual([
    {
      providerRef: '123',
      name: 'offer',
      language: 'en_GB',
      status: 'rejected',
      reason: 'Variables touch. Put words between them.',
    },
  ])
  const approved = { ...value, event: 'APPROVED', reason: 'NONE', rejection_info: undefined }
  expect(parse('message_template_status_update', approved).templates).toMatchObject([
    { status: 'approved', reason: '' },
  ])
})

test('INBX-018 what is said about the number itself', () => {
  expect(
    parse('phone_number_quality_update', { event: 'FLAGGED', current_limit: 'TIER_1K' }).channel,
  ).toMatchObject([{ isFault: true, words: expect.stringContaining('flagged') }])
  expect(parse('account_update', { event: 'ACCOUNT_RESTRICTION' }).channel).toMatchObject([{ isFault: true }])
  expect(parse('something_new', {})).toMatchObject({ messages: [], unknown: 1 })
})

test('only bodies of its own form are accepted', () => {
  expect(looksLikeWhatsApp(change('messages', {}))).toBe(true)
  for (const body of [
    '',
    '{',
    '[]',
    'null',
    '{"object":"page","entry":[]}',
    '{"object":"whatsapp_business_account"}',
  ])
    expect(looksLikeWhatsApp(body)).toBe(false)
})

const examples = join(import.meta.dirname, '../../../../../shared/data/whatsapp')

describe.runIf(existsSync(examples))('examples of the real API', () => {
  const files = existsSync(examples) ? readdirSync(examples).filter((name) => name.endsWith('.json')) : []
  const cases = files.flatMap((file) =>
    Object.entries(JSON.parse(readFileSync(join(examples, file), 'utf8')) as Record<string, unknown>).map(
      ([name, body]) => [`${file} ${name}`, JSON.stringify(body)] as const,
    ),
  )

  test.each(cases)('%s is understood', (_, body) => {
    expect(looksLikeWhatsApp(body)).toBe(true)
    const { messages, statuses, templates, unknown } = parseWhatsApp(account, body)
    expect(messages.length + statuses.length + (templates?.length ?? 0)).toBeGreaterThan(0)
    expect(unknown).toBe(0)
    for (const found of messages)
      expect([found.providerRef, found.from.platformUserId, found.at]).not.toContain('')
  })
})

import { expect, test } from 'vitest'
import { contactKey } from './contact-key.ts'

test.each([
  ['whatsapp', '07700 900142', { platformUserId: '447700900142', phone: '+447700900142' }],
  ['sms', '+44 7700 900142', { platformUserId: '+447700900142', phone: '+447700900142' }],
  ['email', ' Ann@Example.COM ', { platformUserId: 'ann@example.com', email: 'ann@example.com' }],
  ['sms', 'ann@example.com', null],
  ['email', '07700 900142', null],
  ['webchat', '07700 900142', null],
  ['phone', '07700 900142', null],
] as const)('%s %s', (kind, address, key) => expect(contactKey(kind, address)).toEqual(key))

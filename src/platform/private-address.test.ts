import { expect, test } from 'vitest'
import { isPrivateAddress, isPrivateHost } from './private-address.ts'

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.100.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  'fd00::1',
  'fe80::1',
  'ff02::1',
  '64:ff9b::7f00:1',
  'not an address',
])('%s is private', (ip) => expect(isPrivateAddress(ip)).toBe(true))

test.each(['93.184.215.14', '8.8.8.8', '172.32.0.1', '2606:4700:4700::1111', '::ffff:8.8.8.8'])(
  '%s is public',
  (ip) => expect(isPrivateAddress(ip)).toBe(false),
)

test.each([
  'localhost',
  'LOCALHOST.',
  'db',
  'printer.local',
  'api.internal',
  '[::1]',
  '127.0.0.1',
  'a.localhost',
])('the host %s is private', (host) => expect(isPrivateHost(host)).toBe(true))

test.each(['example.com', 'hooks.zapier.com', '[2606:4700:4700::1111]', 'localhost.example.com'])(
  'the host %s is public',
  (host) => expect(isPrivateHost(host)).toBe(false),
)

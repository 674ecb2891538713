import { describe, expect, test } from 'vitest'
import { afterSign, afterSilence, type Presence } from './agent-idle.ts'

const seenAt = '2026-11-23T10:00:00.000Z'
const online: Presence = { state: 'online', idleFrom: null, seenAt }
const idle: Presence = { state: 'away', idleFrom: 'busy', seenAt }

describe('silence (INBX-024)', () => {
  test.each([
    ['under the limit', online, '10:09', null],
    ['at the limit', online, '10:10', { state: 'away', idleFrom: 'online' }],
    ['busy people too', { ...online, state: 'busy' }, '10:10', { state: 'away', idleFrom: 'busy' }],
    ['idle already', idle, '10:30', null],
    ['gone for the day', idle, '11:10', { state: 'offline', idleFrom: 'busy' }],
    ['a job that was late', online, '15:00', { state: 'offline', idleFrom: 'online' }],
    ['away by choice', { ...online, state: 'away' }, '15:00', null],
    ['offline by choice', { ...online, state: 'offline' }, '15:00', null],
  ] as const)('%s', (_case, presence, time, next) => {
    expect(afterSilence(presence as Presence, `2026-11-23T${time}:00.000Z`, 10)).toEqual(next)
  })
})

test.each([
  ['nobody was missed', online, null],
  ['back from a break', idle, { state: 'busy', idleFrom: null }],
  ['the next morning', { ...idle, state: 'offline' }, { state: 'online', idleFrom: null }],
  ['away by choice', { ...online, state: 'away' }, null],
] as const)('a sign: %s', (_case, presence, next) => expect(afterSign(presence as Presence)).toEqual(next))

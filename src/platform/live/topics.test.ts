import { expect, test } from 'vitest'
import type { Actor } from '#values/actor.ts'
import { allEvents } from '#values/event.ts'
import { byTopic, mayHear, topicPermissions } from './topics.ts'

const member = (...permissions: string[]): Actor => ({
  kind: 'user',
  userId: 'u',
  memberId: 'm',
  name: 'Ann',
  roles: [],
  permissions: new Set(permissions),
  scope: null,
})

test.each([
  ['appointments', 'booking.view', true],
  ['appointments', 'client.view', false],
  ['members', 'team.view', true],
  ['figures', 'booking.view', false],
  ['unknown', 'booking.view', false],
  ['constructor', 'booking.view', false],
  ['__proto__', 'booking.view', false],
])('the topic %s with %s may be heard: %s (PLAT-073, PLAT-120)', (topic, permission, allowed) => {
  expect(mayHear(member(permission), topic)).toBe(allowed)
})

test('guests hear nothing', () => expect(mayHear({ kind: 'guest' }, 'slots')).toBe(false))

test('every topic that an event names can be heard by somebody', async () => {
  await import('../../modules.ts')
  const named = new Set([...allEvents().values()].flatMap(({ topics }) => topics))
  expect([...named].filter((topic) => !(topic in topicPermissions))).toEqual([])
})

test('repeated changes are told once, each topic in its order', () => {
  const change = (topic: string, id: string) => ({ topic, name: 'n', ids: [id], at: 't' })
  const grouped = byTopic([change('a', '1'), change('b', '1'), change('a', '1'), change('a', '2')])
  expect([...grouped]).toEqual([
    ['a', [change('a', '1'), change('a', '2')]],
    ['b', [change('b', '1')]],
  ])
})

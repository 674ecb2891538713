import { describe, expect, test } from 'vitest'
import type { Actor } from '#values/actor.ts'
import type { Role } from '../contract/permissions.ts'
import { effectivePermissions, type Grant } from './permissions.ts'
import {
  judgeMemberChange,
  judgeNewRoles,
  type MemberChange,
  type MemberFacts,
  type Refusal,
} from './team.ts'

function actor(roles: Role[], memberId = 'me', grants: Grant[] = []): Actor {
  const permissions = effectivePermissions(roles, grants)
  return { kind: 'user', userId: 'u', memberId, name: 'Me', roles, permissions, scope: null }
}

function member(roles: Role[], status: MemberFacts['status'] = 'active', id = 'other'): MemberFacts {
  return { id, roles, grants: [], status }
}

const cases: [string, Actor, MemberFacts, MemberChange, number, Refusal | null][] = [
  [
    'an administrator makes an agent a manager',
    actor(['admin']),
    member(['agent']),
    { roles: ['manager'] },
    1,
    null,
  ],
  [
    'an administrator makes an owner',
    actor(['admin']),
    member(['agent']),
    { roles: ['owner'] },
    1,
    'owner_only',
  ],
  [
    'an administrator suspends an owner',
    actor(['admin']),
    member(['owner']),
    { status: 'suspended' },
    1,
    'owner_only',
  ],
  ['an owner unmakes another owner', actor(['owner']), member(['owner']), { roles: ['admin'] }, 1, null],
  [
    'the last owner steps down',
    actor(['owner']),
    member(['owner'], 'active', 'me'),
    { roles: ['admin'] },
    0,
    'last_owner',
  ],
  [
    'the last owner is removed',
    actor(['owner'], 'x'),
    member(['owner']),
    { status: 'removed' },
    0,
    'last_owner',
  ],
  [
    'a suspended owner is removed',
    actor(['owner']),
    member(['owner'], 'suspended'),
    { status: 'removed' },
    1,
    null,
  ],
  [
    'somebody suspends themselves',
    actor(['admin']),
    member(['admin'], 'active', 'me'),
    { status: 'suspended' },
    1,
    'not_yourself',
  ],
  [
    'a manager who may manage the team makes an administrator',
    actor(['manager'], 'me', [{ key: 'team.manage', granted: true }]),
    member(['agent']),
    { roles: ['admin'] },
    1,
    'beyond_own',
  ],
  [
    'a manager gives a permission the manager lacks',
    actor(['manager'], 'me', [{ key: 'team.manage', granted: true }]),
    member(['agent']),
    { grants: [{ key: 'system.manage', granted: true }] },
    1,
    'beyond_own',
  ],
]

describe('changing members', () => {
  test.each(cases)('%s', (_what, who, facts, change, otherOwners, refusal) => {
    expect(judgeMemberChange(who, facts, change, otherOwners)).toBe(refusal)
  })
})

test('invitations follow the same rules', () => {
  expect(judgeNewRoles(actor(['admin']), ['owner'])).toBe('owner_only')
  expect(judgeNewRoles(actor(['admin']), ['manager'])).toBe(null)
  expect(judgeNewRoles(actor(['agent']), ['admin'])).toBe('beyond_own')
})

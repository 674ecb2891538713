import type { Actor } from '#values/actor.ts'
import type { Role } from '../contract/permissions.ts'
import { effectivePermissions, type Grant } from './permissions.ts'

/** What the rules look at when a member is changed. */
export interface MemberFacts {
  id: string
  roles: readonly string[]
  grants: readonly Grant[]
  status: 'active' | 'suspended' | 'removed'
}

export interface MemberChange {
  roles?: readonly Role[]
  grants?: readonly Grant[]
  status?: MemberFacts['status']
}

export type Refusal = 'owner_only' | 'last_owner' | 'beyond_own' | 'not_yourself'

/**
 * Whether the actor may change the member so: only owners touch owners, nobody gives what they do not hold,
 * nobody suspends or removes themselves, and one active owner always remains.
 */
export function judgeMemberChange(
  actor: Actor,
  member: MemberFacts,
  change: MemberChange,
  otherActiveOwners: number,
): Refusal | null {
  const after = { ...member, ...change }
  const wasOwner = member.roles.includes('owner')
  const isOwner = after.roles.includes('owner')
  const isMyself = actor.kind === 'user' && actor.memberId === member.id
  if (isMyself && after.status !== 'active') return 'not_yourself'
  if ((wasOwner || isOwner) && !holds(actor, 'team.owners')) return 'owner_only'
  if (givenBeyond(actor, member, after)) return 'beyond_own'
  const stopsOwning = wasOwner && member.status === 'active' && !(isOwner && after.status === 'active')
  return stopsOwning && otherActiveOwners === 0 ? 'last_owner' : null
}

/** Whether the actor may give these roles to somebody new. */
export function judgeNewRoles(actor: Actor, roles: readonly Role[]): Refusal | null {
  if (roles.includes('owner') && !holds(actor, 'team.owners')) return 'owner_only'
  const nobody = { id: '', roles: [], grants: [], status: 'active' } as const
  return givenBeyond(actor, nobody, { ...nobody, roles }) ? 'beyond_own' : null
}

function givenBeyond(actor: Actor, before: MemberFacts, after: MemberFacts): boolean {
  const had = effectivePermissions(before.roles, before.grants)
  const has = effectivePermissions(after.roles, after.grants)
  return [...has].some((key) => !had.has(key) && !holds(actor, key))
}

function holds(actor: Actor, permission: string): boolean {
  return actor.kind === 'system' || (actor.kind === 'user' && actor.permissions.has(permission))
}

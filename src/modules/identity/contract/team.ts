import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Id, PageInput, pageOf } from '#values/ids.ts'
import { Done, MemberScope, RoleName, Roles } from './fields.ts'
import { permissions } from './permissions.ts'

/** `removed` members stay in histories and can be invited again. */
export const MemberStatus = z.enum(['active', 'suspended', 'removed'])

/** A person in the organisation. */
export const Member = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  roles: z.array(RoleName),
  status: MemberStatus,
  scope: MemberScope.nullable(),
  avatarUrl: z.string().nullable(),
  /** ISO instant of the last request, to about five minutes; null when never signed in. */
  lastSeenAt: z.string().nullable(),
  createdAt: z.string(),
})
export type Member = z.infer<typeof Member>

/** A single permission given (`granted`) or taken away on top of the roles. */
export const PermissionGrant = z.object({ key: z.enum(permissions), granted: z.boolean() })
export type PermissionGrant = z.infer<typeof PermissionGrant>

/** A member with everything that decides what they may do. */
export const MemberDetail = Member.extend({
  grants: z.array(PermissionGrant),
  /** What roles and grants come to. */
  permissions: z.array(z.string()),
  twoFactor: z.boolean(),
})
export type MemberDetail = z.infer<typeof MemberDetail>

/** The team, by name (IDEN-022). Customers are left out unless their role is asked for. */
export const listMembers = endpoint({
  method: 'GET',
  path: '/api/v1/members',
  summary: 'The team with roles, status and last activity',
  input: PageInput.extend({
    q: z.string().trim().max(80).optional(),
    role: RoleName.optional(),
    status: z.enum(['active', 'suspended']).optional(),
  }),
  output: pageOf(Member),
  access: 'team.view',
})

/** One member with roles, single permissions and what they come to. */
export const getMember = endpoint({
  method: 'GET',
  path: '/api/v1/members/:memberId',
  summary: 'One member with roles and permissions',
  input: z.object({ memberId: Id }),
  output: MemberDetail,
  errors: ['identity.member_not_found'],
  access: 'team.view',
})

/** Changes roles, limits and single permissions (IDEN-024). `grants` replaces the whole list. */
export const updateMember = endpoint({
  method: 'PATCH',
  path: '/api/v1/members/:memberId',
  summary: 'Change a member’s roles, limits or single permissions',
  input: z.object({
    memberId: Id,
    roles: Roles.optional(),
    scope: MemberScope.nullable().optional(),
    grants: z.array(PermissionGrant).max(100).optional(),
  }),
  output: MemberDetail,
  errors: ['identity.member_not_found', 'identity.last_owner', 'identity.owner_only', 'identity.beyond_own'],
  access: 'team.manage',
})

const MemberAct = z.object({ memberId: Id })
const actErrors = [
  'identity.member_not_found',
  'identity.last_owner',
  'identity.owner_only',
  'identity.not_yourself',
]

/** Takes a member's access away at once, until restored. */
export const suspendMember = endpoint({
  method: 'POST',
  path: '/api/v1/members/:memberId/suspend',
  summary: 'Suspend a member',
  input: MemberAct,
  output: MemberDetail,
  errors: actErrors,
  access: 'team.manage',
})

/** Gives a suspended member access again. */
export const restoreMember = endpoint({
  method: 'POST',
  path: '/api/v1/members/:memberId/restore',
  summary: 'Give a suspended member access again',
  input: MemberAct,
  output: MemberDetail,
  errors: actErrors,
  access: 'team.manage',
})

/** Removes a member from the organisation. Their account and what they did remain. */
export const removeMember = endpoint({
  method: 'DELETE',
  path: '/api/v1/members/:memberId',
  summary: 'Remove a member from the organisation',
  input: MemberAct,
  output: Done,
  errors: actErrors,
  access: 'team.manage',
})

/** One thing a member did: a use of their access, or a change from the audit log. */
export const ActivityItem = z.object({
  id: Id,
  at: z.string(),
  kind: z.enum(['access', 'change']),
  /** `signed_in`, or the action of the audit log such as `appointment.cancel`. */
  action: z.string(),
  summary: z.string(),
  ip: z.string().nullable(),
})
export type ActivityItem = z.infer<typeof ActivityItem>

/** Sign-ins and changes of one member, newest first (IDEN-027). */
export const listMemberActivity = endpoint({
  method: 'GET',
  path: '/api/v1/members/:memberId/activity',
  summary: 'What a member did: sign-ins and changes',
  input: PageInput.extend({ memberId: Id }),
  output: z.object({ items: z.array(ActivityItem), nextCursor: z.string().optional() }),
  errors: ['identity.member_not_found'],
  access: 'team.manage',
})

/** The role table: every permission with its words, and which role gives it. */
export const getRoles = endpoint({
  method: 'GET',
  path: '/api/v1/roles',
  summary: 'The roles and what each may do',
  input: z.object({}),
  output: z.object({
    roles: z.array(
      z.object({ key: RoleName, name: z.string(), meaning: z.string(), permissions: z.array(z.string()) }),
    ),
    groups: z.array(
      z.object({ group: z.string(), permissions: z.array(z.object({ key: z.string(), label: z.string() })) }),
    ),
  }),
  access: 'team.view',
})

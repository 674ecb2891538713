import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Services } from '#platform/context.ts'
import { NO_ORG, type SessionResolver } from '#platform/http/dispatch.ts'
import type { Actor, Scope } from '#values/actor.ts'
import { effectivePermissions, type Grant } from '../domain/permissions.ts'
import { sessionToken } from './session-token.ts'

/** Roles and sessions are believed for so long at most; a change of members is heard at once. */
const SECONDS = 5
const SEEN_EVERY_MINUTES = 5

interface Head {
  userId: string
  expiresAt: string
  activeOrgId: string | null
  viewAsMemberId: string | null
  orgs: { orgId: string; memberId: string }[]
}

interface MemberFacts {
  id: string
  userId: string
  name: string
  roles: string[]
  status: string
  scope: Scope | null
  lastSeenAt: string | null
  grants: Grant[]
}

/**
 * Finds who asks: cookie → session → current organisation → member with roles, permissions and limits. Null for
 * strangers, ended sessions and suspended members. Two statements at most, none while remembered.
 */
export function createSessionResolver(services: Services): SessionResolver {
  return async (headers) => {
    const token = sessionToken(headers, services.config)
    const head = token && (await findHead(services, token))
    if (!head || head.expiresAt <= services.clock().toString()) return null
    const current = head.orgs.find(({ orgId }) => orgId === head.activeOrgId) ?? head.orgs[0]
    if (!current) return null
    const ids = [current.memberId, ...(head.viewAsMemberId ? [head.viewAsMemberId] : [])]
    const found = await findMembers(services, current.orgId, ids)
    const own = found.find(({ id }) => id === current.memberId)
    if (own?.status !== 'active') return null
    await noteSeen(services, current.orgId, own)
    return { orgId: current.orgId, actor: seenThrough(own, found, head.viewAsMemberId) }
  }
}

function seenThrough(own: MemberFacts, found: MemberFacts[], viewAsMemberId: string | null): Actor {
  const actor = actorOf(own)
  const viewed = found.find(({ id }) => id === viewAsMemberId)
  if (viewed?.status !== 'active' || !actor.permissions.has('team.view_as')) return actor
  return { ...actorOf(viewed), viewedBy: own.userId }
}

function actorOf(member: MemberFacts) {
  return {
    kind: 'user' as const,
    userId: member.userId,
    memberId: member.id,
    name: member.name,
    roles: member.roles,
    permissions: effectivePermissions(member.roles, member.grants) as ReadonlySet<string>,
    scope: member.scope,
  }
}

function findHead(services: Services, token: string): Promise<Head | null> {
  const name = `session:${createHash('sha256').update(token).digest('base64url')}`
  return services.cache.remember(NO_ORG, name, ['sessions'], SECONDS, () =>
    services.db.withoutOrg(async (tx) => {
      const { rows } = await sql<Head>`
        select s."userId", s."expiresAt", s."activeOrgId", s."viewAsMemberId",
               coalesce((select json_agg(json_build_object('orgId', uo.org_id, 'memberId', uo.member_id) order by o.created_at)
                         from core.user_orgs uo join core.orgs o on o.id = uo.org_id
                         where uo.user_id = s."userId"), '[]'::json) as orgs
        from auth.session s where s.token = ${token}`.execute(tx)
      return rows[0] ?? null
    }),
  )
}

function findMembers(services: Services, orgId: string, ids: string[]): Promise<MemberFacts[]> {
  return services.cache.remember(orgId, `members:${ids.join(':')}`, ['members'], SECONDS, () =>
    services.db.withOrg(orgId, async (tx) => {
      const { rows } = await sql<MemberFacts>`
        select m.id, m.user_id as "userId", m.name, m.roles, m.status, m.scope, m.last_seen_at as "lastSeenAt",
               coalesce((select json_agg(json_build_object('key', p.permission_key, 'granted', p.granted))
                         from identity.member_permissions p
                         where p.org_id = m.org_id and p.member_id = m.id), '[]'::json) as grants
        from identity.members m where m.org_id = ${orgId} and m.id = any(${ids}::uuid[])`.execute(tx)
      return rows
    }),
  )
}

/** IDEN-027: last seen, to about five minutes, without a write per request. */
async function noteSeen(services: Services, orgId: string, member: MemberFacts): Promise<void> {
  const now = services.clock()
  const stale = now.subtract({ minutes: SEEN_EVERY_MINUTES }).toString()
  if (member.lastSeenAt && member.lastSeenAt > stale) return
  member.lastSeenAt = now.toString({ smallestUnit: 'millisecond' })
  await services.db.withOrg(orgId, (tx) =>
    sql`update identity.members set last_seen_at = ${member.lastSeenAt}
        where org_id = ${orgId} and id = ${member.id}
          and (last_seen_at is null or last_seen_at <= ${stale})`.execute(tx),
  )
}

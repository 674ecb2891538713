import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import type { Actor, Scope } from '#values/actor.ts'
import { effectivePermissions, type Grant } from '../domain/permissions.ts'

/**
 * A member as an actor, with the permissions of this moment: for work that goes on in somebody's name after the
 * request (exports, reports). Null when the member is suspended, removed, or of another organisation.
 */
export async function findActor(ctx: QueryContext, memberId: string): Promise<Actor | null> {
  const { rows } = await sql<Row>`
    select m.id, m.user_id as "userId", m.name, m.roles, m.scope,
           coalesce((select json_agg(json_build_object('key', p.permission_key, 'granted', p.granted))
                     from identity.member_permissions p
                     where p.org_id = m.org_id and p.member_id = m.id), '[]'::json) as grants
    from identity.members m
    where m.org_id = ${ctx.orgId} and m.id = ${memberId} and m.status = 'active'`.execute(ctx.tx)
  const member = rows[0]
  if (!member) return null
  const { id, userId, name, roles, scope, grants } = member
  const permissions = effectivePermissions(roles, grants) as ReadonlySet<string>
  return { kind: 'user', userId, memberId: id, name, roles, permissions, scope }
}

interface Row {
  id: string
  userId: string
  name: string
  roles: string[]
  scope: Scope | null
  grants: Grant[]
}

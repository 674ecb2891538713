import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { getMember as contract, MemberDetail } from '../contract/team.ts'
import { effectivePermissions } from '../domain/permissions.ts'
import { avatarUrlOf } from './list-team.ts'

/** One member with roles, single permissions and what they come to. */
export async function getMember(ctx: QueryContext, input: Input<typeof contract>): Promise<MemberDetail> {
  permit(ctx, 'team.view')
  return readMember(ctx, input.memberId)
}

/** A member as it stands in this transaction; also removed ones, as histories lead to them. */
export async function readMember(ctx: QueryContext, memberId: string): Promise<MemberDetail> {
  const { rows } = await sql<Omit<MemberDetail, 'permissions' | 'avatarUrl'> & { avatarId: string | null }>`
    select m.id, m.name, m.email, m.roles, m.status, m.scope, m.avatar_id as "avatarId",
           m.last_seen_at as "lastSeenAt", m.created_at as "createdAt",
           coalesce((select u."twoFactorEnabled" from auth."user" u where u.id = m.user_id), false) as "twoFactor",
           coalesce((select json_agg(json_build_object('key', p.permission_key, 'granted', p.granted) order by p.permission_key)
                     from identity.member_permissions p
                     where p.org_id = m.org_id and p.member_id = m.id), '[]'::json) as grants
    from identity.members m where m.org_id = ${ctx.orgId} and m.id = ${memberId}`.execute(ctx.tx)
  if (!rows[0]) throw new AppError('identity.member_not_found')
  const { avatarId, ...member } = rows[0]
  const permissions = [...effectivePermissions(member.roles, member.grants)]
  return { ...member, avatarUrl: avatarUrlOf(avatarId), permissions }
}

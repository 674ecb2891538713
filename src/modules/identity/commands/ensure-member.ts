import { sql } from 'kysely'
import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { NO_ORG } from '#platform/http/dispatch.ts'
import type { Scope } from '#values/actor.ts'
import { newId } from '#values/ids.ts'
import type { Role } from '../contract/permissions.ts'
import { memberJoined } from '../events.ts'

export interface MemberInput {
  userId: string
  name: string
  email: string
  roles: readonly Role[]
  scope?: Scope | null
}

/**
 * Makes a person a member with these roles, or adds the roles to what a member has already. A removed member
 * comes back with only the new roles; a suspended one stays suspended. Returns the member's id.
 */
export async function ensureMember(ctx: CommandContext, input: MemberInput): Promise<string> {
  const scope = input.scope ? JSON.stringify(input.scope) : null
  const { rows } = await sql<{ id: string; status: string; isNew: boolean }>`
    insert into identity.members as m (org_id, id, user_id, name, email, roles, scope, avatar_id, created_at)
    values (${ctx.orgId}, ${newId()}, ${input.userId}, ${input.name}, ${input.email}, ${[...input.roles]}, ${scope},
            (select image::uuid from auth."user" where id = ${input.userId}), ${ctx.now.toString()})
    on conflict (org_id, user_id) do update
      set roles = case when m.status = 'removed' then excluded.roles
                       else (select array_agg(distinct r) from unnest(m.roles || excluded.roles) r) end,
          scope = case when m.status = 'removed' then excluded.scope else coalesce(excluded.scope, m.scope) end,
          status = case when m.status = 'removed' then 'active' else m.status end
    returning id, status, xmax = 0 as "isNew"`.execute(ctx.tx)
  const { id, status, isNew } = rows[0]!
  if (status === 'active') {
    await sql`insert into core.user_orgs (user_id, org_id, member_id) values (${input.userId}, ${ctx.orgId}, ${id})
              on conflict do nothing`.execute(ctx.tx)
  }
  const { userId, name, email, roles } = input
  await publish(ctx, memberJoined({ memberId: id, userId, name, email, roles: [...roles] }))
  await audit(ctx, {
    action: 'member.join',
    recordType: 'member',
    recordId: id,
    summary: isNew
      ? `${name} joined as ${roles.join(', ')}`
      : `${name} received the roles ${roles.join(', ')}`,
  })
  ctx.cache.changed(NO_ORG, ['sessions'])
  return id
}

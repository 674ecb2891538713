import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { decodeCursor, encodeCursor } from '#values/cursor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { officeRoles } from '../contract/permissions.ts'
import type { listMembers as contract, Member } from '../contract/team.ts'
import { avatarUrlOf } from './list-team.ts'

/** The team by name, one page. Customers appear only when their role is asked for. */
export async function listMembers(
  ctx: QueryContext,
  { q, role, status, cursor, limit }: Input<typeof contract>,
): Promise<Output<typeof contract>> {
  permit(ctx, 'team.view')
  const after = decodeCursor(cursor, 2)
  const wanted = role ? [role] : [...officeRoles]
  const pattern = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null
  const matching = sql`m.org_id = ${ctx.orgId} and m.status <> 'removed' and m.roles && ${wanted}::text[]
      and (${status ?? null}::text is null or m.status = ${status ?? null})
      and (${pattern}::text is null or m.name ilike ${pattern} or m.email ilike ${pattern})`
  const { rows } = await sql<Omit<Member, 'avatarUrl'> & { avatarId: string | null; total: number }>`
    select m.id, m.name, m.email, m.roles, m.status, m.scope, m.avatar_id as "avatarId",
           m.last_seen_at as "lastSeenAt", m.created_at as "createdAt",
           (select count(*) from identity.members m where ${matching}) as total
    from identity.members m
    where ${matching}
      and (${after?.[0] ?? null}::text is null or (lower(m.name), m.id) > (lower(${after?.[0] ?? null}), ${after?.[1] ?? null}::uuid))
    order by lower(m.name), m.id limit ${limit + 1}`.execute(ctx.tx)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(({ avatarId, total: _, ...member }) => ({ ...member, avatarUrl: avatarUrlOf(avatarId) })),
    total: rows[0]?.total ?? 0,
    ...(rows.length > limit && last && { nextCursor: encodeCursor([last.name, last.id]) }),
  }
}

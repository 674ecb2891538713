import type { QueryContext } from '#platform/context.ts'
import { identityTables } from '../tables.ts'

/** A colleague as other modules show and assign them. */
export interface TeamMember {
  id: string
  userId: string
  name: string
  email: string
  roles: string[]
  isActive: boolean
  avatarUrl: string | null
}

/** Everybody who works here (no customers), by name; also those suspended or removed, since histories name them. */
export async function listTeam(ctx: QueryContext): Promise<TeamMember[]> {
  const rows = await identityTables(ctx.tx)
    .selectFrom('members')
    .select(['id', 'user_id', 'name', 'email', 'roles', 'status', 'avatar_id'])
    .where('org_id', '=', ctx.orgId)
    .orderBy('name')
    .execute()
  return rows
    .filter(({ roles }) => roles.some((role) => role !== 'customer'))
    .map((row) => ({
      id: row.id,
      userId: row.user_id,
      name: row.name,
      email: row.email,
      roles: row.roles,
      isActive: row.status === 'active',
      avatarUrl: avatarUrlOf(row.avatar_id),
    }))
}

/** Where a profile picture is fetched; null without one. */
export function avatarUrlOf(avatarId: string | null): string | null {
  return avatarId && `/api/v1/avatars/${avatarId}`
}

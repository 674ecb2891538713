import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { MemberScope } from '../contract/fields.ts'
import type { Invitation } from '../contract/invitations.ts'
import type { Role } from '../contract/permissions.ts'
import { identityTables } from '../tables.ts'

const columns = [
  'id',
  'email',
  'roles',
  'scope',
  'invited_by_name',
  'created_at',
  'expires_at',
  'accepted_at',
  'revoked_at',
] as const

/** Invitations that wait for an answer, newest first. */
export async function listInvitations(ctx: QueryContext): Promise<{ items: Invitation[] }> {
  permit(ctx, 'team.view')
  const rows = await identityTables(ctx.tx)
    .selectFrom('invitations')
    .select(columns)
    .where('org_id', '=', ctx.orgId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute()
  return { items: rows.map((row) => toInvitation(row, ctx.now)) }
}

interface Row {
  id: string
  email: string
  roles: string[]
  scope: unknown
  invited_by_name: string
  created_at: string
  expires_at: string
}

/** A row as the team page shows it. */
export function toInvitation(row: Row, now: Temporal.Instant): Invitation {
  return {
    id: row.id,
    email: row.email,
    roles: row.roles as Role[],
    scope: row.scope as MemberScope | null,
    invitedBy: row.invited_by_name,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    status: Temporal.Instant.compare(row.expires_at, now) > 0 ? 'open' : 'expired',
  }
}

/** The unanswered invitation behind the hash of a link's token, or null. */
export async function findInvitation(ctx: QueryContext, tokenHash: string): Promise<Invitation | null> {
  const row = await identityTables(ctx.tx)
    .selectFrom('invitations')
    .select(columns)
    .where('org_id', '=', ctx.orgId)
    .where('token_hash', '=', tokenHash)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return row ? toInvitation(row, ctx.now) : null
}

import { sql } from 'kysely'
import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { NO_ORG } from '#platform/http/dispatch.ts'
import type { Scope } from '#values/actor.ts'
import { AppError } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import type { MemberDetail, PermissionGrant } from '../contract/team.ts'
import { judgeMemberChange, type MemberChange } from '../domain/team.ts'
import { memberChanged } from '../events.ts'
import { readMember } from '../queries/get-member.ts'
import { identityTables } from '../tables.ts'

export interface Change extends MemberChange {
  scope?: Scope | null
  grants?: readonly PermissionGrant[]
}

/**
 * The one way a member's access changes: asks the rules, writes, tells the house and notes it. Owners are locked
 * in one order first, so that two administrators cannot each remove the other's last owner.
 */
export async function changeMember(
  ctx: CommandContext,
  memberId: string,
  change: Change,
  words: { action: string; summary: (name: string) => string },
): Promise<MemberDetail> {
  const { rows: owners } = await sql<{ id: string }>`
    select id from identity.members
    where org_id = ${ctx.orgId} and status = 'active' and 'owner' = any(roles) order by id for update`.execute(
    ctx.tx,
  )
  const before = await readMember(ctx, memberId)
  if (before.status === 'removed') throw new AppError('identity.member_not_found')
  const others = owners.filter(({ id }) => id !== memberId).length
  const refusal = judgeMemberChange(ctx.actor, before, change, others)
  if (refusal) throw new AppError(`identity.${refusal}`)

  await writeMember(ctx, memberId, change)
  if (change.grants) await replaceGrants(ctx, memberId, change.grants)
  if (change.status) await writeDirectory(ctx, memberId, change.status)
  const after = await readMember(ctx, memberId)
  const { name, roles, status } = after
  await publish(ctx, memberChanged({ memberId, name, roles, status }))
  await audit(ctx, {
    action: words.action,
    recordType: 'member',
    recordId: memberId,
    summary: words.summary(name),
    changes: differences(before, after),
  })
  return after
}

async function writeMember(ctx: CommandContext, memberId: string, change: Change): Promise<void> {
  const values = {
    ...(change.roles && { roles: [...change.roles] }),
    ...(change.status && { status: change.status }),
    ...(change.scope !== undefined && { scope: change.scope && JSON.stringify(change.scope) }),
  }
  if (Object.keys(values).length === 0) return
  await identityTables(ctx.tx)
    .updateTable('members')
    .set(values)
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', memberId)
    .execute()
}

async function replaceGrants(
  ctx: CommandContext,
  memberId: string,
  grants: readonly PermissionGrant[],
): Promise<void> {
  const table = identityTables(ctx.tx)
  await table
    .deleteFrom('member_permissions')
    .where('org_id', '=', ctx.orgId)
    .where('member_id', '=', memberId)
    .execute()
  const byKey = new Map(grants.map(({ key, granted }) => [key, granted]))
  if (byKey.size === 0) return
  await table
    .insertInto('member_permissions')
    .values(
      [...byKey].map(([permission_key, granted]) => ({
        org_id: ctx.orgId,
        id: newId(),
        member_id: memberId,
        permission_key,
        granted,
        created_at: ctx.now.toString(),
      })),
    )
    .execute()
}

/** Only active members stand in the directory: the others' sessions fall back to another organisation, or end. */
async function writeDirectory(
  ctx: CommandContext,
  memberId: string,
  status: MemberDetail['status'],
): Promise<void> {
  if (status === 'active') {
    await sql`insert into core.user_orgs (user_id, org_id, member_id)
              select user_id, org_id, id from identity.members where org_id = ${ctx.orgId} and id = ${memberId}
              on conflict do nothing`.execute(ctx.tx)
  } else {
    await sql`delete from core.user_orgs where org_id = ${ctx.orgId} and member_id = ${memberId}`.execute(
      ctx.tx,
    )
  }
  ctx.cache.changed(NO_ORG, ['sessions'])
}

function differences(before: MemberDetail, after: MemberDetail): Record<string, [unknown, unknown]> {
  const fields = ['roles', 'status', 'scope', 'grants'] as const
  return Object.fromEntries(
    fields
      .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
      .map((field) => [field, [before[field], after[field]]]),
  )
}

import type { CommandContext } from '#platform/context.ts'
import { newId } from '#values/ids.ts'
import { identityTables, type MemberActivityTable } from '../tables.ts'

export interface Activity {
  memberId: string
  kind: MemberActivityTable['kind']
  ip: string
  userAgent: string | null
}

/** Notes a use of a member's access, for their activity list (IDEN-027). */
export async function noteActivity(ctx: CommandContext, activity: Activity): Promise<void> {
  await identityTables(ctx.tx)
    .insertInto('member_activity')
    .values({
      org_id: ctx.orgId,
      id: newId(),
      member_id: activity.memberId,
      kind: activity.kind,
      at: ctx.now.toString(),
      ip: activity.ip || null,
      user_agent: activity.userAgent?.slice(0, 400) ?? null,
    })
    .execute()
}

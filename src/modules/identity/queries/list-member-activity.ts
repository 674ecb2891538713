import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { decodeCursor, encodeCursor } from '#values/cursor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type { ActivityItem, listMemberActivity as contract } from '../contract/team.ts'
import { deviceLabel } from '../domain/device-label.ts'
import { readMember } from './get-member.ts'

const words: Record<string, string> = {
  signed_in: 'Signed in',
  signed_out: 'Signed out',
  joined: 'Joined',
  switched_in: 'Switched to this organisation',
  password_changed: 'Changed the password',
  totp_enabled: 'Turned two-step sign-in on',
  totp_disabled: 'Turned two-step sign-in off',
  sessions_ended: 'Signed other devices out',
}

/** Uses of access and changes of one member in one list, newest first. */
export async function listMemberActivity(
  ctx: QueryContext,
  { memberId, cursor, limit }: Input<typeof contract>,
): Promise<Output<typeof contract>> {
  permit(ctx, 'team.manage')
  await readMember(ctx, memberId)
  const before = decodeCursor(cursor, 2)
  const { rows } = await sql<ActivityItem & { userAgent: string | null; exactAt: string }>`
    select * from (
      select id, at, at::text as "exactAt", 'access' as kind, kind as action, '' as summary, ip, user_agent as "userAgent"
      from identity.member_activity where org_id = ${ctx.orgId} and member_id = ${memberId}
      union all
      select id, at, at::text, 'change', action, summary, null, null
      from core.audit where org_id = ${ctx.orgId} and member_id = ${memberId}
    ) done
    where ${before?.[0] ?? null}::timestamptz is null or (at, id) < (${before?.[0] ?? null}::timestamptz, ${before?.[1] ?? null}::uuid)
    order by at desc, id desc limit ${limit + 1}`.execute(ctx.tx)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(({ userAgent, exactAt: _, ...item }) => ({
      ...item,
      summary: item.kind === 'change' ? item.summary : accessSummary(item.action, userAgent),
    })),
    ...(rows.length > limit && last && { nextCursor: encodeCursor([last.exactAt, last.id]) }),
  }
}

function accessSummary(action: string, userAgent: string | null): string {
  const what = words[action] ?? action
  return userAgent ? `${what} · ${deviceLabel(userAgent)}` : what
}

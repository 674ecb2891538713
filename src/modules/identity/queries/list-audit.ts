import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { decodeCursor, encodeCursor } from '#values/cursor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { addDays, startOfDay } from '#values/zone.ts'
import type { AuditEntry, listAudit as contract } from '../contract/audit.ts'
import { getOrganization } from './get-organization.ts'

/** The audit log, newest first, by words, member, record and local days. */
export async function listAudit(
  ctx: QueryContext,
  { q, memberId, recordType, recordId, from, to, cursor, limit }: Input<typeof contract>,
): Promise<Output<typeof contract>> {
  permit(ctx, 'audit.view')
  const { zone } = await getOrganization(ctx)
  const after = from ? startOfDay(zone, from) : null
  const before = to ? startOfDay(zone, addDays(to, 1)) : null
  const pattern = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null
  const mark = decodeCursor(cursor, 2)
  const matching = sql`a.org_id = ${ctx.orgId}
      and (${after}::timestamptz is null or a.at >= ${after}::timestamptz)
      and (${before}::timestamptz is null or a.at < ${before}::timestamptz)
      and (${memberId ?? null}::uuid is null or a.member_id = ${memberId ?? null}::uuid)
      and (${recordType ?? null}::text is null or a.record_type = ${recordType ?? null})
      and (${recordId ?? null}::text is null or a.record_id = ${recordId ?? null})
      and (${pattern}::text is null or a.summary ilike ${pattern} or a.actor ilike ${pattern} or a.action ilike ${pattern})`
  const [{ rows }, { rows: facts }] = await Promise.all([
    sql<AuditEntry & { exactAt: string }>`
      select a.id, a.at, a.at::text as "exactAt", a.actor, a.member_id as "memberId", a.action,
             a.record_type as "recordType", a.record_id as "recordId", a.summary, a.changes
      from core.audit a
      where ${matching}
        and (${mark?.[0] ?? null}::timestamptz is null or (a.at, a.id) < (${mark?.[0] ?? null}::timestamptz, ${mark?.[1] ?? null}::uuid))
      order by a.at desc, a.id desc limit ${limit + 1}`.execute(ctx.tx),
    sql<{ total: number; recordTypes: string[] }>`
      select (select count(*) from core.audit a where ${matching}) as total,
             array(select distinct record_type from core.audit where org_id = ${ctx.orgId} order by 1) as "recordTypes"`.execute(
      ctx.tx,
    ),
  ])
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(({ exactAt: _, ...entry }) => entry),
    ...facts[0]!,
    ...(rows.length > limit && last && { nextCursor: encodeCursor([last.exactAt, last.id]) }),
  }
}

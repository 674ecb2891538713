import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { decodeCursor, encodeCursor } from '#values/cursor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { listTimeline as contract, TimelineItem, TimelineKind } from '../contract.ts'
import { visibleClients } from './visible-clients.ts'

type Counts = Record<TimelineKind, number>

/** What happened with a client, newest first, with the number of entries by kind. Two statements. */
export async function listTimeline(
  ctx: QueryContext,
  { clientId, kind, cursor, limit }: Input<typeof contract>,
): Promise<Output<typeof contract>> {
  permit(ctx, 'client.view')
  const mark = decodeCursor(cursor, 2)
  const beyond = mark ? sql`and (t.at, t.id) < (${mark[0]}::timestamptz, ${mark[1]}::uuid)` : sql``
  const [{ rows }, { rows: facts }] = await Promise.all([
    sql<TimelineItem & { exactAt: string }>`
      select t.id, t.at, t.at::text as "exactAt", t.kind, t.title, t.detail, t.amount, t.currency, t.actor,
             t.ref_type as "refType", t.ref_id as "refId"
      from crm.timeline t
      where t.org_id = ${ctx.orgId} and t.client_id = ${clientId}
        and (${kind ?? null}::text is null or t.kind = ${kind ?? null}) ${beyond}
      order by t.at desc, t.id desc limit ${limit + 1}`.execute(ctx.tx),
    sql<Counts>`
      select ${sql.join(
        KINDS.map((one) => sql`count(t.id) filter (where t.kind = ${one})::int as ${sql.id(one)}`),
      )}
      from crm.clients c left join crm.timeline t on t.org_id = c.org_id and t.client_id = c.id
      where c.org_id = ${ctx.orgId} and c.id = ${clientId} and ${visibleClients(ctx)}
      group by c.id`.execute(ctx.tx),
  ])
  const counts = facts[0]
  if (!counts) throw new AppError('crm.client_not_found')
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(({ exactAt: _, ...item }) => item),
    total: kind ? counts[kind] : KINDS.reduce((sum, one) => sum + counts[one], 0),
    counts,
    ...(rows.length > limit && last && { nextCursor: encodeCursor([last.exactAt, last.id]) }),
  }
}

const KINDS = ['visit', 'payment', 'message', 'note', 'change'] as const satisfies TimelineKind[]

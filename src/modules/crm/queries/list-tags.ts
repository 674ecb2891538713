import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Output } from '#values/endpoint.ts'
import type { listTags as contract } from '../contract.ts'

/** Every tag in use with the number of clients, most used first; spellings that differ in case count as one. */
export async function listTags(ctx: QueryContext): Promise<Output<typeof contract>> {
  permit(ctx, 'client.view')
  const { rows: items } = await sql<{ tag: string; clients: number }>`
    select min(tag) as tag, count(*)::int as clients
    from crm.clients c, unnest(c.tags) as tag
    where c.org_id = ${ctx.orgId} and c.deleted_at is null
    group by lower(tag) order by clients desc, lower(tag) limit 500`.execute(ctx.tx)
  return { items }
}

import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Label } from '../../contract/rules.ts'

/** Labels by name. */
export async function listLabels(ctx: QueryContext): Promise<{ items: Label[] }> {
  permit(ctx, 'message.view')
  const { rows } = await sql<Label>`
    select id, name, colour from inbox.labels where org_id = ${ctx.orgId} order by lower(name)`.execute(
    ctx.tx,
  )
  return { items: rows }
}

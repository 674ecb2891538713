import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Macro } from '../../contract/rules.ts'

/** Macros by name. */
export async function listMacros(ctx: QueryContext): Promise<{ items: Macro[] }> {
  permit(ctx, 'message.view')
  const { rows } = await sql<Macro>`
    select id, name, steps, updated_at as "updatedAt" from inbox.macros where org_id = ${ctx.orgId} order by lower(name), id`.execute(
    ctx.tx,
  )
  return { items: rows }
}

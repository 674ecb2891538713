import type { QueryContext } from '#platform/context.ts'
import { inboxTables } from '../tables.ts'

/** The vendor's id of a template, or null while it has none. Asks no permission: whoever calls it has. */
export async function getTemplateRef(ctx: QueryContext, templateId: string): Promise<string | null> {
  const row = await inboxTables(ctx.tx)
    .selectFrom('templates')
    .select('provider_ref')
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', templateId)
    .executeTakeFirst()
  return row?.provider_ref ?? null
}

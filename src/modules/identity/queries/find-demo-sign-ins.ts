import type { QueryContext } from '#platform/context.ts'
import { identityTables } from '../tables.ts'

/** What the sign-in page offers of a demonstration organisation. */
export async function findDemoSignIns(
  ctx: QueryContext,
): Promise<{ label: string; email: string; password: string }[]> {
  const row = await identityTables(ctx.tx)
    .selectFrom('organizations')
    .select('demo_sign_ins')
    .where('org_id', '=', ctx.orgId)
    .executeTakeFirst()
  return (row?.demo_sign_ins ?? []) as { label: string; email: string; password: string }[]
}

import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { AppError } from '#values/errors.ts'

/** Refuses a name that another label has, whatever the case. */
export async function claimLabelName(ctx: CommandContext, name: string, exceptId?: string): Promise<void> {
  const { rows } =
    await sql`select from inbox.labels where org_id = ${ctx.orgId} and lower(name) = lower(${name})
    and id is distinct from ${exceptId ?? null}::uuid`.execute(ctx.tx)
  if (rows.length > 0) throw new AppError('inbox.name_taken')
}

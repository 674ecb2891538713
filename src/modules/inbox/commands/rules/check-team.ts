import type { CommandContext } from '#platform/context.ts'
import { AppError } from '#values/errors.ts'
import { inboxTables } from '../../tables.ts'

/** Refuses a team that is not there. */
export async function checkTeam(ctx: CommandContext, teamId: string): Promise<void> {
  const team = await inboxTables(ctx.tx)
    .selectFrom('teams')
    .select('id')
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', teamId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!team) throw new AppError('inbox.not_found')
}

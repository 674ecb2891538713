import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { deleteTeam as contract, Team } from '../../contract/rules.ts'
import { readTeams } from '../../queries/rules/list-teams.ts'
import { noteRule } from './note-rule.ts'

/** Deletes a team. Its open conversations keep their people and lose the team; its assignment rules rest. */
export async function deleteTeam(ctx: CommandContext, { teamId }: Input<typeof contract>): Promise<Team> {
  permit(ctx, 'inbox.manage')
  const { rows } = await sql<{ name: string }>`
    update inbox.teams set deleted_at = ${ctx.now.toString()}
    where org_id = ${ctx.orgId} and id = ${teamId} and deleted_at is null returning name`.execute(ctx.tx)
  if (!rows[0]) throw new AppError('inbox.not_found')
  await Promise.all([
    sql`update inbox.conversations set team_id = null
      where org_id = ${ctx.orgId} and status <> 'resolved' and team_id = ${teamId}`.execute(ctx.tx),
    sql`update inbox.assignment_rules set is_active = false
      where org_id = ${ctx.orgId} and team_id = ${teamId}`.execute(ctx.tx),
    noteRule(ctx, {
      what: 'team',
      action: 'delete',
      recordId: teamId,
      summary: `Deleted the team ${rows[0].name}`,
    }),
  ])
  return (await readTeams(ctx, teamId))[0]!
}

import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { updateTeam as contract, Team } from '../../contract/rules.ts'
import { readTeams } from '../../queries/rules/list-teams.ts'
import { inboxTables } from '../../tables.ts'
import { noteRule } from './note-rule.ts'
import { claimTeamName, writeTeamMembers } from './write-team-members.ts'

/** Renames a team or sets who belongs to it. */
export async function updateTeam(
  ctx: CommandContext,
  { teamId, name, memberIds }: Input<typeof contract>,
): Promise<Team> {
  permit(ctx, 'inbox.manage')
  if (name !== undefined) await claimTeamName(ctx, name, teamId)
  const found = await inboxTables(ctx.tx)
    .updateTable('teams')
    .set((row) => ({ name: name ?? row.ref('name') }))
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', teamId)
    .where('deleted_at', 'is', null)
    .returning('name')
    .executeTakeFirst()
  if (!found) throw new AppError('inbox.not_found')
  if (memberIds !== undefined) await writeTeamMembers(ctx, teamId, memberIds)
  await noteRule(ctx, {
    what: 'team',
    action: 'update',
    recordId: teamId,
    summary: `Changed the team ${found.name}`,
  })
  return (await readTeams(ctx, teamId))[0]!
}

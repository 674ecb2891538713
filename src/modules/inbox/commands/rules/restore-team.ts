import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { restoreTeam as contract, Team } from '../../contract/rules.ts'
import { readTeams } from '../../queries/rules/list-teams.ts'
import { noteRule } from './note-rule.ts'
import { claimTeamName } from './write-team-members.ts'

/** Brings a deleted team back with its people; its conversations and rules stay as they are. */
export async function restoreTeam(ctx: CommandContext, { teamId }: Input<typeof contract>): Promise<Team> {
  permit(ctx, 'inbox.manage')
  const [team] = await readTeams(ctx, teamId)
  if (!team) throw new AppError('inbox.not_found')
  await claimTeamName(ctx, team.name, teamId)
  await sql`update inbox.teams set deleted_at = null where org_id = ${ctx.orgId} and id = ${teamId}`.execute(
    ctx.tx,
  )
  await noteRule(ctx, {
    what: 'team',
    action: 'restore',
    recordId: teamId,
    summary: `Brought the team ${team.name} back`,
  })
  return team
}

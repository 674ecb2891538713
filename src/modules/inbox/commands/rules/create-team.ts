import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { newId } from '#values/ids.ts'
import type { createTeam as contract, Team } from '../../contract/rules.ts'
import { readTeams } from '../../queries/rules/list-teams.ts'
import { inboxTables } from '../../tables.ts'
import { noteRule } from './note-rule.ts'
import { claimTeamName, writeTeamMembers } from './write-team-members.ts'

/** Adds a team. */
export async function createTeam(
  ctx: CommandContext,
  { name, memberIds }: Input<typeof contract>,
): Promise<Team> {
  permit(ctx, 'inbox.manage')
  await claimTeamName(ctx, name)
  const id = newId()
  await inboxTables(ctx.tx)
    .insertInto('teams')
    .values({ org_id: ctx.orgId, id, name, created_at: ctx.now.toString() })
    .execute()
  await writeTeamMembers(ctx, id, memberIds)
  await noteRule(ctx, { what: 'team', action: 'create', recordId: id, summary: `Added the team ${name}` })
  return (await readTeams(ctx, id))[0]!
}

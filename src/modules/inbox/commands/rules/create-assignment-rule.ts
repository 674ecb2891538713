import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { newId } from '#values/ids.ts'
import type { AssignmentRule, createAssignmentRule as contract } from '../../contract/rules.ts'
import { readAssignmentRules } from '../../queries/rules/list-assignment-rules.ts'
import { checkTeam } from './check-team.ts'
import { noteRule } from './note-rule.ts'

/** Adds an assignment rule at the end of the line. */
export async function createAssignmentRule(
  ctx: CommandContext,
  input: Input<typeof contract>,
): Promise<AssignmentRule> {
  permit(ctx, 'inbox.manage')
  await checkTeam(ctx, input.teamId)
  const id = input.id ?? newId()
  await sql`
    insert into inbox.assignment_rules (org_id, id, name, position, channel_kind, how, team_id, only_online,
      only_open_hours, is_active)
    select ${ctx.orgId}, ${id}, ${input.name}, coalesce(max(r.position), 0) + 1, ${input.channelKind}, ${input.how},
      ${input.teamId}, ${input.onlyOnline}, ${input.onlyOpenHours}, ${input.isActive}
    from inbox.assignment_rules r where r.org_id = ${ctx.orgId}`.execute(ctx.tx)
  await noteRule(ctx, {
    what: 'assignment_rule',
    action: 'create',
    recordId: id,
    summary: `Added the rule ${input.name}`,
  })
  return (await readAssignmentRules(ctx)).find((rule) => rule.id === id)!
}

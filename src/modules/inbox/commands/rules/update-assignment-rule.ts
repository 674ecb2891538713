import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { AssignmentRule, updateAssignmentRule as contract } from '../../contract/rules.ts'
import { readAssignmentRules } from '../../queries/rules/list-assignment-rules.ts'
import { inboxTables } from '../../tables.ts'
import { checkTeam } from './check-team.ts'
import { noteRule } from './note-rule.ts'

/** Changes what is sent of an assignment rule. */
export async function updateAssignmentRule(
  ctx: CommandContext,
  { ruleId, ...input }: Input<typeof contract>,
): Promise<AssignmentRule> {
  permit(ctx, 'inbox.manage')
  if (input.teamId !== undefined) await checkTeam(ctx, input.teamId)
  const changes = {
    name: input.name,
    channel_kind: input.channelKind,
    how: input.how,
    team_id: input.teamId,
    only_online: input.onlyOnline,
    only_open_hours: input.onlyOpenHours,
    is_active: input.isActive,
  }
  const set = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
  const { numUpdatedRows } = await inboxTables(ctx.tx)
    .updateTable('assignment_rules')
    .set({ ...set, org_id: ctx.orgId })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', ruleId)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw new AppError('inbox.not_found')
  const rule = (await readAssignmentRules(ctx)).find(({ id }) => id === ruleId)!
  await noteRule(ctx, {
    what: 'assignment_rule',
    action: 'update',
    recordId: ruleId,
    summary: `Changed the rule ${rule.name}`,
  })
  return rule
}

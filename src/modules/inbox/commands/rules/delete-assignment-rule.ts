import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { AssignmentRule, deleteAssignmentRule as contract } from '../../contract/rules.ts'
import { readAssignmentRules } from '../../queries/rules/list-assignment-rules.ts'
import { inboxTables } from '../../tables.ts'
import { noteRule } from './note-rule.ts'

/** Deletes an assignment rule; creating it again under its id takes that back. */
export async function deleteAssignmentRule(
  ctx: CommandContext,
  { ruleId }: Input<typeof contract>,
): Promise<AssignmentRule> {
  permit(ctx, 'inbox.manage')
  const rule = (await readAssignmentRules(ctx)).find(({ id }) => id === ruleId)
  const { numDeletedRows } = await inboxTables(ctx.tx)
    .deleteFrom('assignment_rules')
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', ruleId)
    .executeTakeFirstOrThrow()
  if (!rule || numDeletedRows === 0n) throw new AppError('inbox.not_found')
  await noteRule(ctx, {
    what: 'assignment_rule',
    action: 'delete',
    recordId: ruleId,
    summary: `Deleted the rule ${rule.name}`,
  })
  return rule
}

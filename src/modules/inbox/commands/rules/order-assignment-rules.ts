import type { CommandContext } from '#platform/context.ts'
import type { Input } from '#values/endpoint.ts'
import type { AssignmentRule, orderAssignmentRules as contract } from '../../contract/rules.ts'
import { readAssignmentRules } from '../../queries/rules/list-assignment-rules.ts'
import { orderRows } from './order-rows.ts'

/** Sets the order in which assignment rules are tried. */
export async function orderAssignmentRules(
  ctx: CommandContext,
  { ids }: Input<typeof contract>,
): Promise<{ items: AssignmentRule[] }> {
  await orderRows(ctx, 'assignment_rule', ids)
  return { items: await readAssignmentRules(ctx) }
}

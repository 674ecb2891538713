import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import type { AssignmentRule, orderAssignmentRules as contract } from '../../contract/rules.ts'
import { readAssignmentRules } from '../../queries/rules/list-assignment-rules.ts'
import { noteRule } from './note-rule.ts'

/** Sets the order in which assignment rules are tried. Those that are not named follow in their old order. */
export async function orderAssignmentRules(
  ctx: CommandContext,
  { ids }: Input<typeof contract>,
): Promise<{ items: AssignmentRule[] }> {
  permit(ctx, 'inbox.manage')
  await sql`
    update inbox.assignment_rules t set position = n.position
    from (select o.id, row_number() over (order by array_position(${ids}::uuid[], o.id) nulls last, o.position, o.id)::int as position
          from inbox.assignment_rules o where o.org_id = ${ctx.orgId}) n
    where t.org_id = ${ctx.orgId} and t.id = n.id`.execute(ctx.tx)
  await noteRule(ctx, {
    what: 'assignment_rule',
    action: 'order',
    recordId: ids[0]!,
    summary: 'Changed the order',
  })
  return { items: await readAssignmentRules(ctx) }
}

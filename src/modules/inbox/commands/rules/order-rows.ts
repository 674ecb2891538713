import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { noteRule } from './note-rule.ts'

const tables = { sla_policy: 'inbox.sla_policies', assignment_rule: 'inbox.assignment_rules' } as const

/** Sets the order in which rules of a kind are tried. Those that are not named follow in their old order. */
export async function orderRows(
  ctx: CommandContext,
  what: keyof typeof tables,
  ids: readonly string[],
): Promise<void> {
  permit(ctx, 'inbox.manage')
  const table = sql.table(tables[what])
  await sql`
    update ${table} t set position = n.position
    from (select o.id, row_number() over (order by array_position(${[...ids]}::uuid[], o.id) nulls last, o.position, o.id)::int as position
          from ${table} o where o.org_id = ${ctx.orgId}) n
    where t.org_id = ${ctx.orgId} and t.id = n.id`.execute(ctx.tx)
  await noteRule(ctx, { what, action: 'order', recordId: ids[0]!, summary: 'Changed the order' })
}

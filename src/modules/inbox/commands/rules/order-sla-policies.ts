import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import type { orderSlaPolicies as contract, SlaPolicy } from '../../contract/sla.ts'
import { readSlaPolicies } from '../../queries/sla-rules.ts'
import { noteRule } from './note-rule.ts'

/** Sets the order in which policies are tried. Those that are not named follow in their old order. */
export async function orderSlaPolicies(
  ctx: CommandContext,
  { ids }: Input<typeof contract>,
): Promise<{ items: SlaPolicy[] }> {
  permit(ctx, 'inbox.manage')
  await sql`
    update inbox.sla_policies t set position = n.position
    from (select o.id, row_number() over (order by array_position(${ids}::uuid[], o.id) nulls last, o.position, o.id)::int as position
          from inbox.sla_policies o where o.org_id = ${ctx.orgId}) n
    where t.org_id = ${ctx.orgId} and t.id = n.id`.execute(ctx.tx)
  await noteRule(ctx, {
    what: 'sla_policy',
    action: 'order',
    recordId: ids[0]!,
    summary: 'Changed the order',
  })
  return { items: await readSlaPolicies(ctx) }
}

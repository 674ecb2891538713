import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { newId } from '#values/ids.ts'
import type { createSlaPolicy as contract, SlaPolicy } from '../../contract/sla.ts'
import { noteRule } from './note-rule.ts'
import { policyColumns } from './policy-columns.ts'

/** Adds a policy at the end of the line. */
export async function createSlaPolicy(
  ctx: CommandContext,
  input: Input<typeof contract>,
): Promise<SlaPolicy> {
  permit(ctx, 'inbox.manage')
  const { rows } = await sql<SlaPolicy>`
    insert into inbox.sla_policies (org_id, id, name, position, channel_kind, priority, first_minutes, next_minutes,
      resolution_minutes, in_business_hours, is_active, created_at)
    select ${ctx.orgId}, ${input.id ?? newId()}, ${input.name}, coalesce(max(p.position), 0) + 1, ${input.channelKind},
      ${input.priority}, ${input.firstMinutes}::int, ${input.nextMinutes}::int, ${input.resolutionMinutes}::int,
      ${input.inBusinessHours}, ${input.isActive}, ${ctx.now.toString()}
    from inbox.sla_policies p where p.org_id = ${ctx.orgId}
    returning ${policyColumns}`.execute(ctx.tx)
  const policy = rows[0]!
  await noteRule(ctx, {
    what: 'sla_policy',
    action: 'create',
    recordId: policy.id,
    summary: `Added the policy ${policy.name}`,
  })
  return policy
}

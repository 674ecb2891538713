import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { updateSlaPolicy as contract, SlaPolicy } from '../../contract/sla.ts'
import { inboxTables } from '../../tables.ts'
import { noteRule } from './note-rule.ts'
import { policyColumns } from './policy-columns.ts'

/** Changes what is sent; promises that run keep their due times. */
export async function updateSlaPolicy(
  ctx: CommandContext,
  input: Input<typeof contract>,
): Promise<SlaPolicy> {
  permit(ctx, 'inbox.manage')
  const changes = {
    name: input.name,
    channel_kind: input.channelKind,
    priority: input.priority,
    first_minutes: input.firstMinutes,
    next_minutes: input.nextMinutes,
    resolution_minutes: input.resolutionMinutes,
    in_business_hours: input.inBusinessHours,
    is_active: input.isActive,
  }
  const set = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
  const policy = (await inboxTables(ctx.tx)
    .updateTable('sla_policies')
    .set({ ...set, org_id: ctx.orgId })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', input.policyId)
    .returning(sql<SlaPolicy>`${policyColumns}` as never)
    .executeTakeFirst()) as SlaPolicy | undefined
  if (!policy) throw new AppError('inbox.not_found')
  await noteRule(ctx, {
    what: 'sla_policy',
    action: 'update',
    recordId: policy.id,
    summary: `Changed the policy ${policy.name}`,
  })
  return policy
}

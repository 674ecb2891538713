import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { deleteSlaPolicy as contract, SlaPolicy } from '../../contract/sla.ts'
import { noteRule } from './note-rule.ts'
import { policyColumns } from './policy-columns.ts'

/** Deletes a policy; creating it again under its id takes that back. */
export async function deleteSlaPolicy(
  ctx: CommandContext,
  { policyId }: Input<typeof contract>,
): Promise<SlaPolicy> {
  permit(ctx, 'inbox.manage')
  const { rows } = await sql<SlaPolicy>`
    delete from inbox.sla_policies where org_id = ${ctx.orgId} and id = ${policyId} returning ${policyColumns}`.execute(
    ctx.tx,
  )
  const policy = rows[0]
  if (!policy) throw new AppError('inbox.not_found')
  await noteRule(ctx, {
    what: 'sla_policy',
    action: 'delete',
    recordId: policyId,
    summary: `Deleted the policy ${policy.name}`,
  })
  return policy
}

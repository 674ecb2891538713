import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { setSimulator as contract, Demo } from '../contract/demo.ts'

/** Switches simulated customers on or off; the simulator looks at the switch before each of them. */
export async function setSimulator(ctx: CommandContext, { on }: Input<typeof contract>): Promise<Demo> {
  permit(ctx, 'demo.manage')
  const row = await ctx.tx
    .withSchema('core')
    .updateTable('orgs')
    .set({ simulates: on })
    .where('id', '=', ctx.orgId)
    .where('is_demo', '=', true)
    .returning(['is_demo', 'simulates'])
    .executeTakeFirst()
  if (!row) throw new AppError('operations.not_a_demo')
  await audit(ctx, {
    action: 'demo.simulate',
    recordType: 'organization',
    recordId: ctx.orgId,
    summary: on ? 'Simulated customers switched on' : 'Simulated customers switched off',
  })
  return { isDemo: row.is_demo, simulates: row.simulates }
}

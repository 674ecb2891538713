import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { AppError } from '#values/errors.ts'

/** Makes a demonstration an organisation like any other; its data is deleted by the errand around it. */
export async function endDemo(ctx: CommandContext): Promise<void> {
  permit(ctx, 'demo.manage')
  const row = await ctx.tx
    .withSchema('core')
    .updateTable('orgs')
    .set({ is_demo: false, simulates: false })
    .where('id', '=', ctx.orgId)
    .where('is_demo', '=', true)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw new AppError('operations.not_a_demo')
  await audit(ctx, {
    action: 'demo.remove',
    recordType: 'organization',
    recordId: ctx.orgId,
    summary: 'Removed all demonstration data',
  })
}

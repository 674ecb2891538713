import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { cancelExport as contract, Export } from '../contract/exports.ts'
import { makerOf, selectOwnExports, toExport } from '../queries/export-row.ts'
import { analyticsTables } from '../tables.ts'

/** Stops one of the member's own exports: at once while it waits, between two steps while it is made. */
export async function cancelExport(ctx: CommandContext, input: Input<typeof contract>): Promise<Export> {
  permit(ctx, 'figures.view')
  const stopped = await analyticsTables(ctx.tx)
    .updateTable('exports')
    .set({ status: 'cancelled', finished_at: ctx.now.toString() })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', input.exportId)
    .where('created_by', '=', makerOf(ctx))
    .where('status', 'in', ['waiting', 'running'])
    .returning('name')
    .executeTakeFirst()
  if (stopped) {
    const summary = `Cancelled the export ${stopped.name}`
    await audit(ctx, { action: 'export.cancel', recordType: 'export', recordId: input.exportId, summary })
  }
  const row = await selectOwnExports(ctx).where('id', '=', input.exportId).executeTakeFirst()
  if (!row) throw new AppError('analytics.export_not_found')
  return toExport(row)
}

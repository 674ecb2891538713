import type { ErrandContext } from '#platform/context.ts'
import { deleteTenantRows } from '#platform/tenant-data.ts'
import { permit } from '#values/actor.ts'
import { AppError } from '#values/errors.ts'
import { endDemo } from '../commands/end-demo.ts'
import { getDemo } from '../queries/get-demo.ts'

const EVERYTHING = [
  'appointments',
  'clients',
  'payments',
  'messages',
  'figures',
  'catalogue',
  'staff',
  'settings',
  'slots',
  'organization',
  'members',
]

/** Deletes what the demonstration filled in; people, roles and settings stay. Safe to repeat until it is done. */
export async function removeDemoData(ctx: ErrandContext): Promise<{ rows: number }> {
  permit(ctx, 'demo.manage')
  const { isDemo } = await ctx.query(getDemo, undefined)
  if (!isDemo) throw new AppError('operations.not_a_demo')
  const rows = await deleteTenantRows(ctx.services, ctx.orgId, ['identity'])
  await ctx.command(endDemo, undefined)
  const at = ctx.now.toString({ smallestUnit: 'millisecond' })
  ctx.services.live.changed(
    ctx.orgId,
    EVERYTHING.map((topic) => ({ topic, name: 'demo.removed', ids: [], at })),
  )
  return { rows }
}

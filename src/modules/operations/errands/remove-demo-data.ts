import { listFileKeys } from '#platform/backup/files.ts'
import type { ErrandContext } from '#platform/context.ts'
import { everythingMayHaveChanged } from '#platform/live/topics.ts'
import { deleteTenantRows } from '#platform/tenant-data.ts'
import { permit } from '#values/actor.ts'
import { chunksOf } from '#values/chunks.ts'
import { AppError } from '#values/errors.ts'
import { endDemo } from '../commands/end-demo.ts'
import { getDemo } from '../queries/get-demo.ts'

/** Folders of an organisation whose files belong to what stays: pictures of its people, its logo. */
const KEPT_FOLDERS = ['avatars', 'logos']
const FILES_AT_ONCE = 20

/** Deletes what the demonstration filled in, files too; people, roles and settings stay. Safe to repeat until it is done. */
export async function removeDemoData(ctx: ErrandContext): Promise<{ rows: number }> {
  permit(ctx, 'demo.manage')
  const { isDemo } = await ctx.query(getDemo, undefined)
  if (!isDemo) throw new AppError('operations.not_a_demo')
  const rows = await deleteTenantRows(ctx.services, ctx.orgId, ['identity'])
  await removeFiles(ctx)
  await ctx.command(endDemo, undefined)
  const at = ctx.now.toString({ smallestUnit: 'millisecond' })
  ctx.services.live.changed(ctx.orgId, everythingMayHaveChanged(at))
  return { rows }
}

/** Before the demonstration ends: whoever is cut off here begins again, and finds the rest. */
async function removeFiles({ config, orgId, storage }: ErrandContext): Promise<void> {
  const keys = await listFileKeys(config, orgId)
  const gone = keys.filter((key) => !KEPT_FOLDERS.includes(key.split('/')[1]!))
  for (const chunk of chunksOf(gone, FILES_AT_ONCE))
    await Promise.all(chunk.map((key) => storage.remove(key)))
}

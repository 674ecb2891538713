import type { CommandContext } from '#platform/context.ts'
import { analyticsTables } from '../tables.ts'

/** How far an export is, 0–99. False when it is no longer wanted: cancelled, or deleted. */
export async function noteExportProgress(
  ctx: CommandContext,
  { exportId, progress }: { exportId: string; progress: number },
): Promise<boolean> {
  const row = await analyticsTables(ctx.tx)
    .updateTable('exports')
    .set({ status: 'running', progress: Math.max(0, Math.min(99, Math.round(progress))) })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', exportId)
    .where('status', 'in', ['waiting', 'running'])
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** The file is there. False when somebody cancelled while it was being written. */
export async function finishExport(
  ctx: CommandContext,
  file: { exportId: string; key: string; mediaType: string; bytes: number },
): Promise<boolean> {
  const row = await analyticsTables(ctx.tx)
    .updateTable('exports')
    .set({
      status: 'done',
      progress: 100,
      storage_key: file.key,
      media_type: file.mediaType,
      bytes: file.bytes,
      finished_at: ctx.now.toString(),
    })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', file.exportId)
    .where('status', '=', 'running')
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** The file could not be made; `error` says why to its maker. */
export async function failExport(
  ctx: CommandContext,
  { exportId, error }: { exportId: string; error: string },
): Promise<void> {
  await analyticsTables(ctx.tx)
    .updateTable('exports')
    .set({ status: 'failed', error: error.slice(0, 300), finished_at: ctx.now.toString() })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', exportId)
    .where('status', 'in', ['waiting', 'running'])
    .execute()
}

/** Forgets exports whose files are gone. */
export async function deleteExports(ctx: CommandContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await analyticsTables(ctx.tx)
    .deleteFrom('exports')
    .where('org_id', '=', ctx.orgId)
    .where('id', 'in', [...ids])
    .execute()
}

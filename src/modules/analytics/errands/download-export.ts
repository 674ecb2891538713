import type { ErrandContext } from '#platform/context.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { downloadExport as contract } from '../contract/exports.ts'
import { findExportFile } from '../queries/find-export-file.ts'

/** The bytes of one of the member's own files, as a download that no browser opens as a page. */
export async function downloadExport(
  ctx: ErrandContext,
  { exportId }: Input<typeof contract>,
): Promise<Output<typeof contract>> {
  const { key, name } = await ctx.query(findExportFile, exportId)
  const file = await ctx.storage.get(key)
  if (!file) throw new AppError('analytics.export_not_found')
  // Names are made of small letters, digits and hyphens, so they need no quoting rules.
  ctx.reply.headers['content-disposition'] = `attachment; filename="${name}"`
  ctx.reply.headers['cache-control'] = 'private, no-store'
  // Fastify sends Buffers as they are and would write other arrays as JSON.
  return Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength)
}

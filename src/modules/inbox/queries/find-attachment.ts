import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { AppError } from '#values/errors.ts'
import { inboxTables } from '../tables.ts'

/** Where a stored file lies, for those who may read messages. */
export async function findAttachment(
  ctx: QueryContext,
  attachmentId: string,
): Promise<{ name: string; mediaType: string; storageKey: string }> {
  permit(ctx, 'message.view')
  const row = await inboxTables(ctx.tx)
    .selectFrom('attachments')
    .select(['name', 'media_type as mediaType', 'storage_key as storageKey'])
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', attachmentId)
    .where('status', '=', 'stored')
    .executeTakeFirst()
  if (!row?.storageKey) throw new AppError('inbox.not_found')
  return { ...row, storageKey: row.storageKey }
}

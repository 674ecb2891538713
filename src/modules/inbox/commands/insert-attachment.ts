import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Attachment } from '../contract/conversations.ts'
import { attachmentUrl } from '../queries/message-row.ts'
import { inboxTables } from '../tables.ts'

interface StoredFile {
  id: string
  name: string
  mediaType: string
  bytes: number
  storageKey: string
}

/** Notes a stored file that belongs to no message yet. */
export async function insertAttachment(ctx: CommandContext, file: StoredFile): Promise<Attachment> {
  permit(ctx, 'message.send')
  const { id, name, mediaType, bytes, storageKey } = file
  await inboxTables(ctx.tx)
    .insertInto('attachments')
    .values({
      org_id: ctx.orgId,
      id,
      name,
      media_type: mediaType,
      bytes,
      storage_key: storageKey,
      created_at: ctx.now.toString(),
    })
    .execute()
  return { id, name, mediaType, bytes, status: 'stored', url: attachmentUrl(id), error: null }
}

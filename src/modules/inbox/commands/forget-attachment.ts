import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { AppError } from '#values/errors.ts'

/** Forgets a file that belongs to no message; answers with where it lies. */
export async function forgetAttachment(ctx: CommandContext, attachmentId: string): Promise<string | null> {
  permit(ctx, 'message.send')
  const { rows } = await sql<{ storageKey: string | null }>`
    delete from inbox.attachments where org_id = ${ctx.orgId} and id = ${attachmentId} and message_id is null
    returning storage_key as "storageKey"`.execute(ctx.tx)
  if (!rows[0]) throw new AppError('inbox.not_found')
  return rows[0].storageKey
}

/** Forgets files that were uploaded more than a day ago and never sent; answers with where they lie. */
export async function forgetUnsent(ctx: CommandContext): Promise<string[]> {
  const { rows } = await sql<{ storageKey: string }>`
    delete from inbox.attachments where org_id = ${ctx.orgId} and message_id is null and storage_key is not null
      and created_at < ${ctx.now.subtract({ hours: 24 }).toString()}
    returning storage_key as "storageKey"`.execute(ctx.tx)
  return rows.map(({ storageKey }) => storageKey)
}

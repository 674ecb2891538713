import type { ErrandContext } from '#platform/context.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { getAttachment as contract } from '../contract/attachments.ts'
import { isShowable } from '../domain/file-type.ts'
import { findAttachment } from '../queries/find-attachment.ts'

/** A file of a message. Only what cannot hold a script is shown; all else is saved, under its own name. */
export async function getAttachment(
  ctx: ErrandContext,
  { attachmentId }: Input<typeof contract>,
): Promise<Output<typeof contract>> {
  const found = await ctx.query(findAttachment, attachmentId)
  const file = await ctx.storage.get(found.storageKey)
  if (!file) throw new AppError('inbox.not_found')
  const isShown = isShowable(found.mediaType)
  Object.assign(ctx.reply.headers, {
    'content-type': isShown ? found.mediaType : 'application/octet-stream',
    'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(found.name)}`,
    'content-security-policy':
      "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=86400, immutable',
  })
  return Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength)
}

import type { ErrandContext } from '#platform/context.ts'
import { recordOfToken } from '#platform/token.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract/webchat.ts'
import { isShowable } from '../domain/file-type.ts'
import { findWebchatFile } from '../queries/find-webchat-file.ts'

/** A file of a web chat. The link is the key: it stands only in the thread that the file belongs to. */
export async function getVisitorFile(
  ctx: ErrandContext,
  { token }: Input<typeof contract.getVisitorFile>,
): Promise<Output<typeof contract.getVisitorFile>> {
  const found = await ctx.query(findWebchatFile, recordOfToken(ctx, 'file', token))
  const file = found && (await ctx.storage.get(found.storageKey))
  if (!found || !file) throw new AppError('inbox.not_found')
  const way = isShowable(found.mediaType) ? 'inline' : 'attachment'
  Object.assign(ctx.reply.headers, {
    'content-type': way === 'inline' ? found.mediaType : 'application/octet-stream',
    'content-disposition': `${way}; filename*=UTF-8''${encodeURIComponent(found.name)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    // The site that the chat is on shows pictures of it.
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'private, max-age=86400, immutable',
  })
  return Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength)
}

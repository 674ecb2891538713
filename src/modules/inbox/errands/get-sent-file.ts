import type { ErrandContext } from '#platform/context.ts'
import { recordOfToken } from '#platform/token.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { getSentFile as contract } from '../contract/intake.ts'
import { findSentFile } from '../queries/find-sent-file.ts'

/** A file on its way out, for the vendor that carries it (MMS). */
export async function getSentFile(
  ctx: ErrandContext,
  { token }: Input<typeof contract>,
): Promise<Output<typeof contract>> {
  const found = await ctx.query(findSentFile, recordOfToken(ctx, 'file', token))
  const file = found && (await ctx.storage.get(found.storageKey))
  if (!found || !file) throw new AppError('http.not_found')
  Object.assign(ctx.reply.headers, {
    'content-type': found.mediaType,
    'content-disposition': 'attachment',
    'content-security-policy': "default-src 'none'; sandbox",
  })
  return Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength)
}

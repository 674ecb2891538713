import type { ErrandContext } from '#platform/context.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { VendorRefused, vendorOf } from '../adapters/channel.ts'
import type * as contract from '../contract/mails.ts'
import { fileType } from '../domain/file-type.ts'
import { getMailMessage } from '../queries/mail-message.ts'
import { loadAccount } from './account-of.ts'

const PICTURE = /^image\/(?:png|jpeg|gif|webp|avif)$/

/** A remote picture of a mail, fetched for a reader who asked for it. What is no picture is not passed on. */
export async function getMailImage(
  ctx: ErrandContext,
  { messageId, index }: Input<typeof contract.getMailImage>,
): Promise<Output<typeof contract.getMailImage>> {
  const { channelId, remoteImages } = await ctx.query(getMailMessage, messageId)
  const url = remoteImages[index]
  if (!url) throw new AppError('inbox.not_found')
  const account = await loadAccount(ctx, channelId)
  const { bytes } = await vendorOf(ctx.adapters, { ...account, settings: {} }).fetchMedia!(
    account,
    url,
  ).catch((error: unknown) => {
    if (!(error instanceof VendorRefused)) throw error
    throw new AppError('inbox.vendor_refused', { reason: error.title })
  })
  const mediaType = fileType(bytes, '')
  if (!PICTURE.test(mediaType)) throw new AppError('inbox.not_found')
  Object.assign(ctx.reply.headers, {
    'content-type': mediaType,
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, max-age=86400',
  })
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

import type { ErrandContext } from '#platform/context.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract.ts'
import { pictureFile } from '../domain/pictures.ts'

/** The bytes of a picture. A key never changes its content, so browsers keep it for a year. */
export async function getPicture(
  ctx: ErrandContext,
  { key }: Input<typeof contract.getPicture>,
): Promise<Output<typeof contract.getPicture>> {
  const file = await ctx.storage.get(pictureFile(ctx.orgId, key))
  if (!file) throw new AppError('booking.picture_not_found')
  ctx.reply.headers['cache-control'] = 'public, max-age=31536000, immutable'
  // Fastify sends Buffers as they are and would write other arrays as JSON.
  return Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength)
}

import type { ErrandContext } from '#platform/context.ts'
import { newId } from '#values/ids.ts'
import type { Picture } from '../contract/pictures.ts'
import { pictureFile } from '../domain/pictures.ts'

/**
 * Resizes and stores a picture, runs `save` with its key, and removes the file again when `save` refuses.
 * Null passes as null (take the picture away), undefined as undefined (leave it).
 */
export async function withStoredPicture<T>(
  ctx: ErrandContext,
  picture: Picture | null | undefined,
  save: (key: string | null | undefined) => Promise<T>,
): Promise<T> {
  if (!picture) return save(picture)
  const bytes = await ctx.adapters.pictures.shrink(Buffer.from(picture.base64, 'base64'))
  const key = `${newId()}.webp`
  const file = pictureFile(ctx.orgId, key)
  await ctx.storage.put(file, bytes, 'image/webp')
  try {
    return await save(key)
  } catch (error) {
    await ctx.storage.remove(file)
    throw error
  }
}

/** Removes the file of a picture that was replaced; `before` and `after` are its addresses. */
export async function dropReplacedPicture(
  ctx: ErrandContext,
  before: string | null,
  after: string | null,
): Promise<void> {
  const key = before?.split('/').at(-1)
  if (!key || before === after) return
  await ctx.storage.remove(pictureFile(ctx.orgId, key))
}

import type { Sharp } from 'sharp'
import { AppError } from '#values/errors.ts'
import type { Picture } from '../contract/fields.ts'

const MOST_PIXELS = 40_000_000

/** A profile picture as it is kept: 256 × 256 WebP, upright, without the camera's notes. */
export function toAvatar(picture: Picture): Promise<Uint8Array> {
  return convert(picture, (image) => image.resize(256, 256, { fit: 'cover' }).webp({ quality: 82 }))
}

/** A logo as it is kept: PNG within 512 × 256, never enlarged, transparency kept. */
export function toLogo(picture: Picture): Promise<Uint8Array> {
  return convert(picture, (image) =>
    image.resize(512, 256, { fit: 'inside', withoutEnlargement: true }).png({ compressionLevel: 9 }),
  )
}

async function convert(picture: Picture, shape: (image: Sharp) => Sharp): Promise<Uint8Array> {
  // It takes 9 MB, and pictures are rare.
  const { default: sharp } = await import('sharp')
  try {
    const bytes = Buffer.from(picture.base64, 'base64')
    return await shape(sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' }).rotate()).toBuffer()
  } catch {
    throw new AppError('identity.image_unreadable')
  }
}

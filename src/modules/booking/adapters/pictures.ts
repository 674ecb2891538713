import { AppError } from '#values/errors.ts'

const LONGEST_SIDE = 1_200
/** 40 megapixels: more than any phone's photo, far less than a picture made to fill the memory. */
const MOST_PIXELS = 40_000_000

/** Makes pictures from outside fit for pages. */
export interface PictureWorkshop {
  /** The picture upright, at most 1200 px, as WebP without metadata; refuses with `booking.picture_unreadable`. */
  shrink(bytes: Uint8Array): Promise<Uint8Array>
}

declare module '#platform/context.ts' {
  interface Adapters {
    pictures: PictureWorkshop
  }
}

export const sharpPictures: PictureWorkshop = {
  async shrink(bytes) {
    // It takes 9 MB, and pictures are rare.
    const { default: sharp } = await import('sharp')
    try {
      return await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
        .rotate()
        .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
        .webp({ quality: 82 })
        .toBuffer()
    } catch {
      throw new AppError('booking.picture_unreadable')
    }
  },
}

import sharp from 'sharp'
import { expect, test } from 'vitest'
import { sharpPictures } from './pictures.ts'

const drawn = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#0F5C4D' } })

test.each([
  ['a wide JPEG', () => drawn(3000, 1500).jpeg().toBuffer(), 1200, 600],
  ['a small PNG keeps its size', () => drawn(300, 200).png().toBuffer(), 300, 200],
  [
    'a photo taken sideways comes out upright',
    () => drawn(400, 200).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    200,
    400,
  ],
])('%s', async (_, picture, width, height) => {
  const shrunk = await sharp(await sharpPictures.shrink(await picture())).metadata()
  expect(shrunk).toMatchObject({ format: 'webp', width, height })
  expect(shrunk.exif).toBeUndefined()
})

test.each([
  ['text', Buffer.from('hello')],
  ['half a picture', Buffer.from('ffd8ffe000104a464946', 'hex')],
  ['a bomb of pixels', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="20000" height="20000"/>')],
])('%s is refused in words', async (_, bytes) => {
  await expect(sharpPictures.shrink(bytes)).rejects.toMatchObject({ code: 'booking.picture_unreadable' })
})

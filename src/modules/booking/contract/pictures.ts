import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'

/** A small picture as data, resized and stored by the server; null removes it. */
export const Picture = z.strictObject({
  mediaType: z.enum(['image/jpeg', 'image/png', 'image/webp', 'image/avif']),
  base64: z.base64().max(1_400_000, 'Use a picture under 1 MB.'),
})
export type Picture = z.infer<typeof Picture>

export const getPicture = endpoint({
  method: 'GET',
  path: '/api/v1/public/:orgSlug/pictures/:key',
  summary: 'A picture of a service or a person',
  access: 'public',
  perMinute: 600,
  input: z.object({
    orgSlug: z.string().max(50),
    key: z.string().regex(/^[0-9a-f-]{36}\.webp$/, 'This is not a picture’s key.'),
  }),
  output: z.instanceof(Uint8Array<ArrayBufferLike>),
  produces: 'image/webp',
  errors: ['booking.picture_not_found'],
})

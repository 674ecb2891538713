import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { text } from '#values/ids.ts'

const token = z.string().max(100)
const Rating = z.object({
  orgSlug: z.string(),
  organizationName: z.string(),
  /** The question as it was set. */
  question: z.string(),
  score: z.number().int().nullable(),
  comment: z.string(),
})

/** What the link in a rating question opens. */
export const getPublicRating = endpoint({
  method: 'GET',
  path: '/api/v1/public/ratings/:token',
  summary: 'A question how a conversation went',
  access: 'public',
  input: z.object({ token }),
  output: Rating,
  errors: ['http.not_found'],
})

/** May be changed while the link is known. */
export const giveRating = endpoint({
  method: 'POST',
  path: '/api/v1/public/ratings/:token',
  summary: 'Rate a conversation from 1 to 5',
  access: 'public',
  perMinute: 20,
  input: z.object({
    token,
    score: z.coerce
      .number({ error: 'Choose 1 to 5.' })
      .int()
      .min(1, 'Choose 1 to 5.')
      .max(5, 'Choose 1 to 5.'),
    comment: text(2_000, 0).default(''),
  }),
  output: Rating,
  errors: ['http.not_found'],
})

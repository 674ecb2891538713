import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'

const token = z.string().max(100)

/** A mail of 25 MB, in base64. */
const LARGEST_MAIL = 35_000_000

/** Vendors post as fast as they have messages; junk is refused before anything is stored. */
const PER_MINUTE = 600_000

/** The provider's greeting when the address is entered there: WhatsApp's `hub.challenge` comes back as it is. */
export const greetChannel = endpoint({
  method: 'GET',
  path: '/api/v1/hooks/:token',
  summary: 'Where a provider checks that the address is ours',
  access: 'public',
  perMinute: 600,
  rawBody: true,
  produces: 'text/plain; charset=utf-8',
  input: z.object({ token }),
  output: z.string(),
  errors: ['inbox.channel_not_found', 'inbox.bad_signature'],
})

/** Answered as soon as the body is stored; a job works it. Signed as each provider signs. */
export const receiveDelivery = endpoint({
  method: 'POST',
  path: '/api/v1/hooks/:token',
  maxBytes: LARGEST_MAIL,
  summary: 'Where a provider posts what came in on a channel',
  access: 'public',
  perMinute: PER_MINUTE,
  rawBody: true,
  produces: 'text/plain; charset=utf-8',
  input: z.object({ token }),
  output: z.string(),
  errors: ['inbox.channel_not_found', 'inbox.bad_signature', 'inbox.bad_delivery'],
})

/** A file of a message on its way out, for a day: providers of MMS fetch what they carry. */
export const getSentFile = endpoint({
  method: 'GET',
  path: '/api/v1/public/media/:token',
  summary: 'A file for the provider that carries it',
  access: 'public',
  perMinute: 1_200,
  input: z.object({ token }),
  output: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  produces: 'application/octet-stream',
})

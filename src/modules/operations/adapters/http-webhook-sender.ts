import { lookup } from 'node:dns'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { isPrivateAddress, isPrivateHost } from '#platform/private-address.ts'
import { signedHeaders } from './standard-webhooks.ts'
import type { WebhookMessage, WebhookSender } from './webhook-sender.ts'

const SNIPPET = 1_000
const PRIVATE = 'The address leads to this machine or a private network, which is not allowed.'

/**
 * The real sender. It uses node:http instead of fetch because only there the address can be checked at the moment
 * of connecting, so that a name whose DNS entry changes cannot reach a private network. Redirects are not followed.
 */
export function createHttpWebhookSender(options: {
  allowPrivate: boolean
  timeoutMs?: number
}): WebhookSender {
  const timeoutMs = options.timeoutMs ?? 10_000
  return {
    async send(message) {
      const startedAt = performance.now()
      const ms = () => Math.round(performance.now() - startedAt)
      try {
        const { statusCode, headers, text } = await post(message, options.allowPrivate, timeoutMs)
        const wait = Number(headers['retry-after'])
        return {
          status: statusCode ?? null,
          ms: ms(),
          error: null,
          response: text,
          ...(Number.isInteger(wait) && wait > 0 && { retryAfter: wait }),
        }
      } catch (error) {
        return {
          status: null,
          ms: ms(),
          error: inWords(error as NodeJS.ErrnoException, timeoutMs),
          response: null,
        }
      }
    },
  }
}

async function post(
  message: WebhookMessage,
  allowPrivate: boolean,
  timeoutMs: number,
): Promise<Pick<IncomingMessage, 'statusCode' | 'headers'> & { text: string }> {
  const url = new URL(message.url)
  if (!allowPrivate && isPrivateHost(url.hostname)) throw new Error(PRIVATE)
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const bytes = Buffer.from(message.body)
  const outgoing = request(url, {
    method: 'POST',
    agent: false,
    headers: { ...signedHeaders(message), 'content-length': bytes.length },
    signal: AbortSignal.timeout(timeoutMs),
    ...(!allowPrivate && { lookup: publicLookup }),
  })
  outgoing.on('response', resolve).on('error', reject).end(bytes)
  const incoming = await promise
  const text = await beginning(incoming)
  return { statusCode: incoming.statusCode, headers: incoming.headers, text }
}

const publicLookup: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '')
    if (addresses.some(({ address }) => isPrivateAddress(address))) return done(new Error(PRIVATE), '')
    if (options.all) return done(null, addresses)
    const [first] = addresses
    done(null, first?.address ?? '', first?.family)
  })
}

/** Reads as much as is shown and hangs up: a receiver cannot make us swallow a film. */
async function beginning(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of incoming) {
    chunks.push(chunk as Buffer)
    length += (chunk as Buffer).length
    if (length >= SNIPPET * 4) break
  }
  const text = Buffer.concat(chunks).toString('utf8')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL refuses NUL in text
  return text.replace(/\u0000/g, '').slice(0, SNIPPET)
}

const CODES: Record<string, string> = {
  ECONNREFUSED: 'Nothing listens at this address.',
  ECONNRESET: 'The receiver hung up before answering.',
  ENOTFOUND: 'There is no such host name.',
  EAI_AGAIN: 'The host name could not be looked up.',
  EHOSTUNREACH: 'The receiver cannot be reached.',
  ENETUNREACH: 'The receiver cannot be reached.',
  CERT_HAS_EXPIRED: 'The certificate of the receiver has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The receiver’s certificate is self-signed.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The receiver’s certificate is for another host name.',
}

function inWords(error: NodeJS.ErrnoException, timeoutMs: number): string {
  if (error.name === 'TimeoutError' || error.name === 'AbortError')
    return `No answer within ${timeoutMs / 1000} seconds.`
  return CODES[error.code ?? ''] ?? error.message.slice(0, 300)
}

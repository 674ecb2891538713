import { lookup } from 'node:dns'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { isPrivateAddress, isPrivateHost } from '#platform/private-address.ts'
import { VendorRefused } from './channel.ts'

const TIMEOUT_MS = 20_000
const MOST_REDIRECTS = 3

/** How an address of somebody else's choice is fetched. */
export interface SafeFetchOptions {
  mostBytes: number
  headers?: Record<string, string>
  /** Posted instead of asked for; then redirects count as refusals. */
  post?: { mediaType: string; body: string }
  timeoutMs?: number
  /** Only in tests, whose servers stand on this machine. */
  allowPrivate?: boolean
}

/**
 * Fetches a file from an address that came from outside: never from this machine or a private network, whatever its name
 * leads to at the moment of connecting, never more than so many bytes. Rejects with `VendorRefused`.
 */
export async function safeFetch(
  address: string,
  options: SafeFetchOptions,
): Promise<{ bytes: Uint8Array; mediaType: string }> {
  let url = address
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    // A password is for the address that it was given for.
    const headers = redirects === 0 ? options.headers : undefined
    const incoming = await get(url, { ...options, headers })
    const { statusCode = 0 } = incoming
    const next = incoming.headers.location
    if (statusCode >= 300 && statusCode < 400 && next && !options.post) {
      incoming.destroy()
      url = URL.parse(next, url)?.href ?? ''
      continue
    }
    if (statusCode !== 200) {
      incoming.destroy()
      throw refused(`http.${statusCode}`, 'The file is not given', statusCode === 404 || statusCode === 410)
    }
    const mediaType = (incoming.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase()
    return { bytes: await read(incoming, options.mostBytes), mediaType }
  }
  throw refused('http.redirects', 'The address leads from one to the next', true)
}

async function get(address: string, options: SafeFetchOptions): Promise<IncomingMessage> {
  const url = URL.parse(address)
  if (!url || !/^https?:$/.test(url.protocol)) throw refused('file.address', 'This is no web address', true)
  if (!options.allowPrivate && isPrivateHost(url.hostname)) throw refused('file.address', PRIVATE, true)
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const { post, timeoutMs = TIMEOUT_MS } = options
  request(url, {
    agent: false,
    method: post ? 'POST' : 'GET',
    headers: {
      'user-agent': 'Frontdesk/1',
      ...(post && { 'content-type': post.mediaType, 'content-length': String(Buffer.byteLength(post.body)) }),
      ...options.headers,
    },
    signal: AbortSignal.timeout(timeoutMs),
    ...(!options.allowPrivate && { lookup: publicLookup }),
  })
    .on('response', resolve)
    .on('error', reject)
    .end(post?.body)
  return promise.catch((error) => {
    throw asRefusal(error as NodeJS.ErrnoException)
  })
}

async function read(incoming: IncomingMessage, mostBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of incoming) {
      size += (chunk as Buffer).length
      if (size > mostBytes) {
        incoming.destroy()
        throw refused('file.size', `The file is larger than ${Math.round(mostBytes / 1_000_000)} MB`, true)
      }
      chunks.push(chunk as Buffer)
    }
  } catch (error) {
    throw asRefusal(error as NodeJS.ErrnoException)
  }
  return Buffer.concat(chunks)
}

const PRIVATE = 'The address leads to this machine or a private network'

const publicLookup: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '')
    if (addresses.some(({ address }) => isPrivateAddress(address)))
      return done(refused('file.address', PRIVATE, true), '')
    if (options.all) return done(null, addresses)
    const [first] = addresses
    done(null, first?.address ?? '', first?.family)
  })
}

function asRefusal(error: NodeJS.ErrnoException): VendorRefused {
  if (error instanceof VendorRefused) return error
  const isLate = error.name === 'TimeoutError' || error.name === 'AbortError'
  return new VendorRefused(
    {
      code: isLate ? 'net.timeout' : 'net.unreachable',
      title: isLate ? 'The file did not come in time' : 'The server with the file cannot be reached',
      isFinal: false,
    },
    { cause: error },
  )
}

function refused(code: string, title: string, isFinal: boolean): VendorRefused {
  return new VendorRefused({ code, title, isFinal })
}

import { VendorRefused } from './channel.ts'
import { parseJson } from './json-shape.ts'

const TIMEOUT_MS = 15_000
const MOST_BYTES = 100 * 1024 * 1024

/** A vendor's answer with a body of JSON. */
export interface VendorAnswer {
  status: number
  ok: boolean
  headers: Headers
  json: unknown
}

/** Asks a vendor. A vendor that cannot be reached, or answers too late, rejects with `VendorRefused` (`net.…`). */
export async function askVendor(url: string, init: RequestInit = {}): Promise<VendorAnswer> {
  return reaching(async (signal) => {
    const response = await fetch(url, { ...init, signal })
    const text = await response.text()
    const { status, ok, headers } = response
    return { status, ok, headers, json: parseJson(text) }
  })
}

/** Fetches a file from a vendor, at most 100 MB. */
export async function fetchVendorFile(
  url: string,
  headers: Record<string, string>,
): Promise<{ bytes: Uint8Array; mediaType: string }> {
  return reaching(async (signal) => {
    const response = await fetch(url, { headers, signal })
    if (!response.ok) {
      await response.body?.cancel()
      const isFinal = response.status === 404 || response.status === 410
      throw new VendorRefused({
        code: `http.${response.status}`,
        title: 'The provider does not give the file',
        isFinal,
      })
    }
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength
      if (size > MOST_BYTES)
        throw new VendorRefused({ code: 'file.size', title: 'The file is larger than 100 MB', isFinal: true })
      chunks.push(chunk)
    }
    const mediaType = (response.headers.get('content-type') ?? '').split(';')[0]!.trim()
    return { bytes: Buffer.concat(chunks), mediaType: mediaType.toLowerCase() }
  })
}

/** Seconds that a `Retry-After` header asks for (RFC 9110 §10.2.3), or undefined. */
export function retryAfter(headers: Headers, now = Date.now()): number | undefined {
  const text = headers.get('retry-after')?.trim()
  if (!text) return undefined
  if (/^\d{1,6}$/.test(text)) return Number(text)
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1000))
}

async function reaching<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  try {
    return await work(AbortSignal.timeout(TIMEOUT_MS))
  } catch (error) {
    if (error instanceof VendorRefused) throw error
    const late = (error as Error).name === 'TimeoutError'
    throw new VendorRefused(
      {
        code: late ? 'net.timeout' : 'net.unreachable',
        title: late ? 'The provider did not answer in time' : 'The provider cannot be reached',
        isFinal: false,
      },
      { cause: error },
    )
  }
}

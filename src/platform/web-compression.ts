import { Readable } from 'node:stream'
import { type BrotliCompress, constants, createBrotliCompress, createGzip, type Gzip } from 'node:zlib'

export type Encoding = 'br' | 'gzip'

const TEXT = /^(?:text\/|application\/(?:json|javascript|manifest\+json|xml)|image\/svg)/

/** The encoding for an answer, or null when the visitor takes none or the content is not text. */
export function encodingFor(accepted: string | string[] | undefined, headers: Headers): Encoding | null {
  const type = headers.get('content-type') ?? ''
  if (!TEXT.test(type) || type.startsWith('text/event-stream') || headers.has('content-encoding')) return null
  const offers = String(accepted ?? '')
  const takes = (name: string) =>
    new RegExp(`(?:^|[,\\s])${name}(?!\\s*;\\s*q=0(?:\\.0*)?\\s*(?:,|$))`, 'i').test(offers)
  if (takes('br')) return 'br'
  return takes('gzip') ? 'gzip' : null
}

/** How long the next piece may take before what we have is sent on. */
const PATIENCE_MS = 10

/**
 * Compresses a page as it is rendered. Pieces that follow each other closely are packed together; when a page
 * waits for late data, what is there goes out at once.
 */
export function compress(body: ReadableStream<Uint8Array>, encoding: Encoding): ReadableStream<Uint8Array> {
  const packer =
    encoding === 'br'
      ? createBrotliCompress({
          params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 19 },
        })
      : createGzip({ level: 6 })
  void feed(body, packer)
  return Readable.toWeb(packer) as ReadableStream<Uint8Array>
}

async function feed(body: ReadableStream<Uint8Array>, packer: BrotliCompress | Gzip): Promise<void> {
  const reader = body.getReader()
  packer.once('close', () => void reader.cancel().catch(() => {}))
  try {
    for (;;) {
      const next = reader.read()
      const timer = setTimeout(() => packer.flush(), PATIENCE_MS)
      const { done, value } = await next
      clearTimeout(timer)
      if (done) break
      if (!packer.write(value)) await drained(packer)
      if (packer.destroyed) return
    }
    packer.end()
  } catch (error) {
    packer.destroy(error instanceof Error ? error : new Error(String(error)))
  }
}

/** Resolves when the visitor has read enough, or has gone. */
function drained(packer: BrotliCompress | Gzip): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      packer.off('drain', go)
      packer.off('close', go)
      resolve()
    }
    packer.once('drain', go)
    packer.once('close', go)
  })
}

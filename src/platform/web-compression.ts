import { Readable } from 'node:stream'
import {
  type BrotliCompress,
  brotliCompressSync,
  constants,
  createBrotliCompress,
  createGzip,
  type Gzip,
  gzipSync,
} from 'node:zlib'

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

const brotliOf = (quality: number, window: number) => ({
  params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_LGWIN]: window },
})
const BROTLI = brotliOf(4, 19)
const GZIP = { level: 6 }
/** A page that is sent many times may take longer to pack. Beyond a window of 64 kB it would take thirty times as long. */
const KEPT_BROTLI = brotliOf(9, 16)
const KEPT_GZIP = { level: 9 }

/** How many turns of the event loop a page may be silent and still count as being written. */
const SILENT_TURNS = 20
/** What is packed in one piece at most: a millisecond's work. */
const WHOLE_BYTES = 128 * 1024

type Reader = ReadableStreamDefaultReader<Uint8Array>

/** The beginning of a page, and the read that is still waiting for more; null when that was all. */
interface Beginning {
  pieces: Uint8Array[]
  next: ReturnType<Reader['read']> | null
}

/**
 * Compresses a page: in one piece when it is rendered in one go, because a stream takes twice the time for it; as it
 * comes when it waits for late data.
 */
export async function compress(
  body: ReadableStream<Uint8Array>,
  encoding: Encoding,
): Promise<Buffer | ReadableStream<Uint8Array>> {
  const reader = body.getReader()
  const { pieces, next } = await beginningOf(reader)
  if (next) return compressStream(reader, { pieces, next }, encoding)
  return pack(Buffer.concat(pieces), encoding)
}

/** Packs a whole page at once, for one visitor or for many. */
export function pack(page: Buffer, encoding: Encoding, purpose: 'sent' | 'kept' = 'sent'): Buffer {
  const isKept = purpose === 'kept'
  if (encoding === 'gzip') return gzipSync(page, isKept ? KEPT_GZIP : GZIP)
  return brotliCompressSync(page, isKept ? KEPT_BROTLI : BROTLI)
}

async function beginningOf(reader: Reader): Promise<Beginning> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for (;;) {
    const next = reader.read()
    const piece = await soon(next)
    if (piece?.done) return { pieces, next: null }
    if (!piece) return { pieces, next }
    pieces.push(piece.value)
    bytes += piece.value.length
    if (bytes > WHOLE_BYTES) return { pieces, next: reader.read() }
  }
}

/** The answer if it comes within some turns of the event loop; counted in turns, because under load a turn is long. */
async function soon<T>(answer: Promise<T>): Promise<T | null> {
  let isHere = false
  const note = () => {
    isHere = true
  }
  answer.then(note, note)
  for (let turn = 0; !isHere && turn < SILENT_TURNS; turn++) await new Promise(setImmediate)
  return isHere ? answer : null
}

/** How long the next piece may take before what we have is sent on. */
const PATIENCE_MS = 10

function compressStream(
  reader: Reader,
  beginning: Beginning,
  encoding: Encoding,
): ReadableStream<Uint8Array> {
  const packer = encoding === 'br' ? createBrotliCompress(BROTLI) : createGzip(GZIP)
  void feed(reader, beginning, packer)
  return Readable.toWeb(packer) as ReadableStream<Uint8Array>
}

/** Pieces that follow each other closely are packed together; when a page waits, what is there goes out at once. */
async function feed(reader: Reader, beginning: Beginning, packer: BrotliCompress | Gzip): Promise<void> {
  packer.once('close', () => void reader.cancel().catch(() => {}))
  try {
    for (const piece of beginning.pieces) packer.write(piece)
    for (let next = beginning.next!; ; next = reader.read()) {
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

import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { compress, encodingFor } from './web-compression.ts'

const html = new Headers({ 'content-type': 'text/html; charset=utf-8' })

describe('the encoding of an answer', () => {
  test.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0.5', 'br'],
    ['identity', null],
    ['', null],
    [undefined, null],
  ])('%s → %s', (accepted, encoding) => {
    expect(encodingFor(accepted, html)).toBe(encoding)
  })

  test('pictures, event streams and what is already packed stay as they are', () => {
    expect(encodingFor('br', new Headers({ 'content-type': 'image/png' }))).toBeNull()
    expect(encodingFor('br', new Headers({ 'content-type': 'text/event-stream' }))).toBeNull()
    expect(
      encodingFor('br', new Headers({ 'content-type': 'text/html', 'content-encoding': 'gzip' })),
    ).toBeNull()
  })
})

function streamOf(pieces: string[], waitMs = 0): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async start(controller) {
      for (const piece of pieces) {
        controller.enqueue(encoder.encode(piece))
        if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
      }
      controller.close()
    },
  })
}

async function collect(packed: Buffer | ReadableStream<Uint8Array>): Promise<Buffer> {
  return Buffer.from(await new Response(packed as ReadableStream<Uint8Array>).arrayBuffer())
}

const waiting = (packed: Buffer | ReadableStream<Uint8Array>) =>
  (packed as ReadableStream<Uint8Array>).getReader()

describe('compressing', () => {
  const pieces = Array.from({ length: 400 }, (_, index) => `<li>Visit ${index}</li>`)

  test('both encodings give the page back', async () => {
    const page = pieces.join('')
    expect(brotliDecompressSync(await collect(await compress(streamOf(pieces), 'br'))).toString()).toBe(page)
    expect(gunzipSync(await collect(await compress(streamOf(pieces), 'gzip'))).toString()).toBe(page)
  })

  test('a page rendered in one go is packed in one piece, a late or a very long one as it comes', async () => {
    expect(await compress(streamOf(pieces), 'br')).toBeInstanceOf(Buffer)
    const late = ['<h1>Now</h1>', '<p>later</p>']
    const long = Array<string>(300).fill('<p>a long page</p>'.repeat(200))
    for (const [texts, waitMs] of [
      [late, 50],
      [long, 0],
    ] as const) {
      const packed = await compress(streamOf([...texts], waitMs), 'gzip')
      expect(packed).toBeInstanceOf(ReadableStream)
      expect(gunzipSync(await collect(packed)).toString()).toBe(texts.join(''))
    }
  })

  test('a page that fails while it is rendered fails, packed or not', async () => {
    const broken = () =>
      new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error('no more')) })
    await expect(compress(broken(), 'br')).rejects.toThrow('no more')
  })

  test('a page that waits for late data sends what it has', async () => {
    const reader = waiting(await compress(streamOf(['<h1>Now</h1>', '<p>later</p>'], 200), 'gzip'))
    const started = Date.now()
    let received = 0
    // The first bytes are gzip's ten-byte head; content must follow long before the late piece.
    while (received <= 10) received += (await reader.read()).value?.length ?? 0
    expect(Date.now() - started).toBeLessThan(150)
    await reader.cancel()
  })

  test('a visitor who leaves ends the work on the page', async () => {
    let isCancelled = false
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
      cancel: () => {
        isCancelled = true
      },
    })
    const reader = waiting(await compress(endless, 'br'))
    await reader.read()
    await reader.cancel()
    await expect.poll(() => isCancelled).toBe(true)
  })
})

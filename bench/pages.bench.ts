import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync } from 'node:zlib'
import autocannon, { type Result } from 'autocannon'
import { openDemo } from './demo.ts'
import { type BenchRow, rowOf } from './rows.ts'

// The page every customer opens first, and a page that is rendered for each visitor. Server and visitors share the
// machine; every answer that counts is a whole page over HTTP.

const SECONDS = 10
const CONNECTIONS = 12
const BOUND = 600
const WHERE = `${CONNECTIONS} connections; the server has one process, the visitors come from this one on the same machine`
const BROWSER = { accept: 'text/html', 'accept-encoding': 'gzip, deflate, br, zstd' }
const PLAIN = { accept: 'text/html' }
const START = [/Where should we come\?/, /Regular clean/, /<\/html>$/]
const STEP = [/What shall we do\?/, /Deep clean/, /<\/html>$/]

export async function run(): Promise<BenchRow[]> {
  const demo = await openDemo()
  const url = demo.server.url
  const step = await openCheckout(url)
  await load(url, '/book', BROWSER, 4, START)
  const packed = await load(url, '/book', BROWSER, SECONDS, START)
  const plain = await load(url, '/book', PLAIN, SECONDS / 2, START)
  await load(url, step, BROWSER, 4, STEP)
  const own = await load(url, step, BROWSER, SECONDS, STEP)
  const floor = await load(url, '/healthz', {}, SECONDS / 2, [/true/])
  const share = (rowOf('', '', floor.rates).median / rowOf('', '', packed.rates).median).toFixed(1)
  const kept =
    'without cookies; rendered once for nobody and kept until a change or for 10 s, then sent to all'
  return [
    rowOf(
      'pages: /book in each second, compressed as browsers ask',
      'pages/s',
      packed.rates,
      { of: 'median', least: BOUND },
      `${kept}. ${WHERE}`,
    ),
    rowOf('pages: one visitor’s wait at that load', 'ms', packed.waits),
    processorRow('pages: processor time of the server for one /book', packed.cpuMs),
    rowOf('pages: /book in each second, not compressed', 'pages/s', plain.rates),
    rowOf(
      'pages: a checkout step in each second, compressed',
      'pages/s',
      own.rates,
      undefined,
      'the choice of a service, read and rendered for each visitor: never kept',
    ),
    processorRow('pages: processor time of the server for one checkout step', own.cpuMs),
    rowOf(
      'pages: reference, /healthz in each second',
      'answers/s',
      floor.rates,
      undefined,
      `${share} × as many as /book`,
    ),
  ]
}

function processorRow(name: string, cpuMs: number): BenchRow {
  return rowOf(name, 'ms', [cpuMs], undefined, 'all its threads; tells apart a slow page from a busy machine')
}

/** Begins a booking as a form without JavaScript does; returns the path of its next step. */
async function openCheckout(url: string): Promise<string> {
  const answer = await fetch(`${url}/book`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url },
    body: new URLSearchParams({ postcode: 'N16 8JR' }),
  })
  const path = answer.headers.get('location') ?? ''
  equal(answer.status, 302)
  match(path, /^\/book\/c\/[^/]+\/service$/)
  return path
}

/** Checks the page as it comes over the wire, packed or not; returns how many bytes of it each visitor must get. */
async function checkPage(
  url: string,
  headers: Record<string, string>,
  words: readonly RegExp[],
): Promise<number> {
  const answer = await once(get(url, { headers }), 'response').then(([first]) => first as IncomingMessage)
  const sent = await buffer(answer)
  const isPacked = answer.headers['content-encoding'] === 'br'
  equal(isPacked, headers === BROWSER, 'a browser gets it packed')
  const page = (isPacked ? brotliDecompressSync(sent) : sent).toString()
  equal(answer.statusCode, 200)
  for (const word of words) match(page, word)
  return sent.length
}

async function load(
  url: string,
  path: string,
  headers: Record<string, string>,
  duration: number,
  words: readonly RegExp[],
) {
  const bytes = await checkPage(url + path, headers, words)
  let fewest = Number.POSITIVE_INFINITY
  const rates: number[] = []
  const waits: number[] = []
  const options = { url: url + path, connections: CONNECTIONS, duration, headers }
  const start = performance.now()
  const cpuBefore = await cpuSeconds(url)
  const result = await new Promise<Result>((resolve, reject) => {
    const instance = autocannon(options, (error, done) => (error ? reject(error) : resolve(done)))
    instance.on('response', (_client, status, received, ms) => {
      if (status !== 200) return
      fewest = Math.min(fewest, received)
      waits.push(ms)
      const second = Math.floor((performance.now() - start) / 1000)
      rates[second] = (rates[second] ?? 0) + 1
    })
  })
  deepEqual([result.errors, result.timeouts, result.non2xx], [0, 0, 0], 'every answer must be a page')
  const cpuMs = ((await cpuSeconds(url)) - cpuBefore) * 1000
  // Packed, two nonces differ by some bytes; the headers come on top.
  ok(fewest > bytes * 0.98, `every answer must be whole: ${bytes} bytes, not ${fewest}`)
  await checkPage(url + path, headers, words)
  return { rates: rates.slice(0, duration), waits, cpuMs: cpuMs / waits.length }
}

/** Processor time of the server so far, all its threads together. */
async function cpuSeconds(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1])
}

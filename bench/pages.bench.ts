import { deepEqual, equal, match } from 'node:assert/strict'
import autocannon, { type Result } from 'autocannon'
import { openDemo } from './demo.ts'
import { openClient } from './loopback.ts'
import { type BenchRow, rowOf } from './rows.ts'

// The page every customer opens first, rendered on the server for each visitor. Server and visitors share the machine.

const SECONDS = 10
const CONNECTIONS = 12
const BOUND = 600
const BROWSER = { accept: 'text/html', 'accept-encoding': 'gzip, deflate, br, zstd' }

export async function run(): Promise<BenchRow[]> {
  const demo = await openDemo()
  const url = demo.server.url
  await checkPage(url)
  await load(url, '/book', BROWSER, 4)
  const packed = await load(url, '/book', BROWSER, SECONDS)
  const plain = await load(url, '/book', { accept: 'text/html' }, SECONDS / 2)
  const floor = await load(url, '/healthz', {}, SECONDS / 2)
  const share = (rowOf('', '', floor.rates).median / rowOf('', '', packed.rates).median).toFixed(0)
  const note = `${CONNECTIONS} connections; the server has one process, the visitors come from another one on the same machine`
  return [
    rowOf(
      'pages: /book in each second, compressed as browsers ask',
      'pages/s',
      packed.rates,
      { of: 'median', least: BOUND },
      note,
    ),
    rowOf('pages: one visitor’s wait at that load', 'ms', packed.waits),
    rowOf(
      'pages: processor time of the server for one page',
      'ms',
      [packed.cpuMs],
      undefined,
      'all its threads; tells apart a slow page from a busy machine',
    ),
    rowOf('pages: /book in each second, not compressed', 'pages/s', plain.rates),
    rowOf(
      'pages: reference, /healthz in each second',
      'answers/s',
      floor.rates,
      undefined,
      `${share} × as many`,
    ),
  ]
}

async function checkPage(url: string): Promise<void> {
  const client = openClient(url, 1)
  const page = await client.get('/book')
  client.close()
  equal(page.status, 200)
  match(page.body, /Where should we come\?/)
  match(page.body, /Regular clean/)
  match(page.body, /<\/html>/)
}

async function load(url: string, path: string, headers: Record<string, string>, duration: number) {
  const rates: number[] = []
  const waits: number[] = []
  const options = { url: url + path, connections: CONNECTIONS, duration, headers }
  const start = performance.now()
  const cpuBefore = await cpuSeconds(url)
  const result = await new Promise<Result>((resolve, reject) => {
    const instance = autocannon(options, (error, done) => (error ? reject(error) : resolve(done)))
    instance.on('response', (_client, status, _bytes, ms) => {
      if (status !== 200) return
      waits.push(ms)
      const second = Math.floor((performance.now() - start) / 1000)
      rates[second] = (rates[second] ?? 0) + 1
    })
  })
  deepEqual([result.errors, result.timeouts, result.non2xx], [0, 0, 0], 'every answer must be a page')
  const cpuMs = ((await cpuSeconds(url)) - cpuBefore) * 1000
  return { rates: rates.slice(0, duration), waits, cpuMs: cpuMs / waits.length }
}

/** Processor time of the server so far, all its threads together. */
async function cpuSeconds(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1])
}

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Log } from '#platform/log.ts'
import { createFakePostcodeService } from './fake-postcode-service.ts'
import { noPostcodeService, type PostcodeService } from './postcode-service.ts'
import { createPostcodesIo } from './postcodes-io.ts'

const log = { warn() {} } as unknown as Log
let mode: 'well' | 'broken' | 'garbled' | 'silent' = 'well'
let requests = 0
let url = ''

// Answers as https://api.postcodes.io/postcodes/N168JR does.
const server = createServer((request, response) => {
  requests++
  if (mode === 'silent') return
  if (mode === 'broken') return void response.writeHead(500).end('{}')
  if (mode === 'garbled') return void response.end('<html>')
  const postcode = decodeURIComponent(request.url!.split('/').at(-1)!)
  const places: Record<string, object> = {
    'N16 8JR': { latitude: 51.561, longitude: -0.073, region: 'London', admin_district: 'Hackney' },
    'HR1 2NG': {
      latitude: 52.05,
      longitude: -2.71,
      region: 'West Midlands',
      admin_district: 'Herefordshire, County of',
    },
    'JE2 3AB': { latitude: null, longitude: null, region: null, admin_district: null },
  }
  const result = places[postcode]
  const status = result ? 200 : 404
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(result ? { status, result } : { status, error: 'Postcode not found' }))
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

describe.each<[string, () => PostcodeService]>([
  ['postcodes.io', () => createPostcodesIo(url, log)],
  [
    'the fake',
    () =>
      createFakePostcodeService({
        'N16 8JR': { lat: 51.561, lon: -0.073, city: 'London' },
        'HR1 2NG': { lat: 52.05, lon: -2.71, city: 'Herefordshire' },
      }),
  ],
])('%s keeps the contract of a postcode service', (_, create) => {
  test('a known postcode has a position and a town', async () => {
    expect(await create().find('N16 8JR')).toEqual({
      kind: 'found',
      lat: 51.561,
      lon: -0.073,
      city: 'London',
    })
    expect(await create().find('HR1 2NG')).toMatchObject({ kind: 'found', city: 'Herefordshire' })
  })
  test('one that does not exist is unknown, not an error', async () => {
    expect(await create().find('N16 9ZZ')).toEqual({ kind: 'unknown' })
  })
})

describe('postcodes.io when it does not work', () => {
  test.each(['broken', 'garbled', 'silent'] as const)(
    'a %s service is left alone for a minute, so nobody waits twice',
    async (broken) => {
      let now = 0
      const service = createPostcodesIo(url, log, () => now)
      mode = broken
      const startedAt = performance.now()
      expect(await service.find('N16 8JR')).toEqual({ kind: 'unavailable' })
      expect(performance.now() - startedAt).toBeLessThan(2_500)
      const before = requests
      expect(await service.find('N16 8JR')).toEqual({ kind: 'unavailable' })
      expect(requests).toBe(before)
      mode = 'well'
      now += 60_001
      expect(await service.find('N16 8JR')).toMatchObject({ kind: 'found' })
    },
  )
  test('a machine without network is answered at once', async () => {
    const service = createPostcodesIo('http://127.0.0.1:9', log)
    expect(await service.find('N16 8JR')).toEqual({ kind: 'unavailable' })
    expect(await noPostcodeService.find('N16 8JR')).toEqual({ kind: 'unavailable' })
  })
  test('a postcode without position does not count as one', async () => {
    expect(await createPostcodesIo(url, log).find('JE2 3AB')).toEqual({ kind: 'unavailable' })
  })
})

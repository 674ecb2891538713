import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { newId } from '#values/ids.ts'
import type { Change } from '../live.ts'
import { booked, liveDesk, pause, until } from '../testing/live-desk.ts'
import { type RespServer, startRespServer } from '../testing/resp-server.ts'
import { testWorld } from '../testing/world.ts'
import { compact, envelopes, readEnvelope } from './relay.ts'
import { createRelayLive } from './relay-live.ts'

const world = await testWorld()
const { log, db } = world.services
const { orgId, otherOrgId, closing, signIn, startProcess, listen } = await liveDesk(world)

/** A real Redis or Valkey on a free port where the machine has one. */
async function startRealRedis(): Promise<{ url: string; close(): Promise<void> } | null> {
  const name = ['redis-server', 'valkey-server'].find((candidate) => {
    try {
      execFileSync('which', [candidate], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })
  if (!name) return null
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done))
  const { port } = probe.address() as AddressInfo
  await new Promise((done) => probe.close(done))
  const child: ChildProcess = spawn(name, [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
  ])
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  return {
    url: `redis://127.0.0.1:${port}`,
    async close() {
      child.kill()
      await ended
    },
  }
}

const fakeRedis: RespServer = await startRespServer()
const realRedis = await startRealRedis()
afterAll(async () => {
  await fakeRedis.close()
  await realRedis?.close()
})

const ways: [string, string | undefined][] = [
  ['PostgreSQL', undefined],
  ['the Redis protocol', fakeRedis.url],
  ...(realRedis ? [['a real Redis', realRedis.url] as [string, string]] : []),
]

describe.each(ways)('two processes over %s (PLAT-072)', (_name, redisUrl) => {
  test('a change in one reaches the screens and the caches of the other, once', async () => {
    const [one, two] = [await startProcess(redisUrl), await startProcess(redisUrl)]
    const far = await listen(two.url, signIn('Ann', ['booking.view']), ['appointments'])
    const near = await listen(one.url, signIn('Bea', ['booking.view']), ['appointments'])
    const caches: string[] = []
    two.live.onChange((org, changes) => caches.push(...changes.map(({ topic }) => `${org} ${topic}`)))
    const change = booked()
    one.live.changed(orgId, [change])
    await until(() => far.heard.length === 1 && near.heard.length === 1)
    await pause(150)
    expect(far.heard).toEqual([change])
    expect(near.heard).toEqual([change])
    expect(caches).toEqual([`${orgId} appointments`])
  })

  test('a worker without screens reaches the screens, and hears changes for its cache', async () => {
    const web = await startProcess(redisUrl)
    const worker = createRelayLive({ config: { redisUrl }, log, ownerUrl: db.ownerUrl })
    closing.push(() => worker.close())
    await worker.ready()
    const heardByWorker: Change[] = []
    worker.onChange((_org, changes) => heardByWorker.push(...changes))
    const screen = await listen(web.url, signIn('Ann', ['figures.view']), ['figures'])
    const figures = { ...booked(), topic: 'figures' }
    worker.changed(orgId, [figures])
    await until(() => screen.heard.length === 1)
    web.live.changed(otherOrgId, [booked()])
    await until(() => heardByWorker.length === 2)
  })

  test('a flood of changes arrives whole, however long the list', async () => {
    const [one, two] = [await startProcess(redisUrl), await startProcess(redisUrl)]
    const far = await listen(two.url, signIn('Ann', ['booking.view']), ['appointments'])
    const ids = Array.from({ length: 600 }, () => newId())
    for (const id of ids) one.live.changed(orgId, [booked(id)])
    await until(() => far.heard.length >= 600)
    expect(new Set(far.heard.flatMap((change) => change.ids))).toEqual(new Set(ids))
  })

  test('people at one place see each other from both processes', async () => {
    const [one, two] = [await startProcess(redisUrl), await startProcess(redisUrl)]
    const ann = await listen(one.url, signIn('Ann', []), [])
    const bea = await listen(two.url, signIn('Bea', []), [])
    const seen = new Map<string, string>()
    for (const [who, { socket }] of [
      ['ann', ann],
      ['bea', bea],
    ] as const) {
      socket.on('presence', ({ people }) =>
        seen.set(who, people.map(({ name }: { name: string }) => name).join()),
      )
    }
    await ann.socket.emitWithAck('presence', { place: 'client:1' })
    await bea.socket.emitWithAck('presence', { place: 'client:1' })
    await until(() => seen.get('ann') === 'Ann,Bea' && seen.get('bea') === 'Ann,Bea')
    ann.socket.disconnect()
    await until(() => seen.get('bea') === 'Bea')
  })
})

test('when the way between processes breaks, screens look again after it is back', async () => {
  const [one, two] = [await startProcess(), await startProcess()]
  const far = await listen(two.url, signIn('Ann', ['booking.view']), ['appointments'])
  await world.sql(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'frontdesk live' and datname = current_database()`,
  )
  one.live.changed(orgId, [booked()])
  await until(() => far.heard.some(({ name }) => name === 'live.caught_up'), 8_000)
  const change = booked()
  await pause(1_100)
  one.live.changed(orgId, [change])
  await until(() => far.heard.some(({ ids }) => ids[0] === change.ids[0]))
})

test('when Redis restarts, screens look again after it is back', async () => {
  const [one, two] = [await startProcess(fakeRedis.url), await startProcess(fakeRedis.url)]
  const far = await listen(two.url, signIn('Ann', ['booking.view']), ['appointments'])
  two.live.changed(orgId, [booked()])
  fakeRedis.dropConnections()
  await until(() => far.heard.some(({ name }) => name === 'live.caught_up'), 8_000)
  const change = booked()
  one.live.changed(orgId, [change])
  await until(() => far.heard.some(({ ids }) => ids[0] === change.ids[0]))
})

describe('envelopes', () => {
  const change = (id: string) => ({ ...booked(id) })

  test('many messages of one organisation become one', () => {
    const messages = ['a', 'b'].map((id) => ({ kind: 'changes' as const, orgId, changes: [change(id)] }))
    expect(compact(messages)).toEqual([{ kind: 'changes', orgId, changes: [change('a'), change('b')] }])
  })

  test('none is larger than allowed, and no change is lost', () => {
    const changes = Array.from({ length: 300 }, () => change(newId()))
    const texts = envelopes('me', [{ kind: 'changes', orgId, changes }], 7_800)
    expect(texts.every((text) => Buffer.byteLength(text) <= 7_800)).toBe(true)
    const back = texts.flatMap((text) => readEnvelope(text)!.messages)
    expect(back.flatMap((message) => (message.kind === 'changes' ? message.changes : []))).toEqual(changes)
  })

  test('a single change with too many ids loses them, so screens ask for everything', () => {
    const ids = Array.from({ length: 500 }, () => newId())
    const texts = envelopes('me', [{ kind: 'changes', orgId, changes: [{ ...booked(), ids }] }], 7_800)
    expect(texts).toHaveLength(1)
    expect(readEnvelope(texts[0]!)!.messages[0]).toMatchObject({
      changes: [{ topic: 'appointments', ids: [] }],
    })
  })

  test.each(['', 'not json', '{}', '{"from":1,"messages":[]}', 'null'])(
    '%j from outside is ignored',
    (text) => {
      expect(readEnvelope(text)).toBeNull()
    },
  )
})

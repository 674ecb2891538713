import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { io, type Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Actor } from '#values/actor.ts'
import { newId } from '#values/ids.ts'
import { type RespServer, startRespServer } from './live/resp-server.ts'
import type { Change } from './live.ts'
import { createLive, createRelayLive, type LiveServer } from './live-server.ts'
import { testWorld } from './testing/world.ts'
import { mintToken } from './token.ts'

const world = await testWorld()
const { config, log, db } = world.services

/** Sessions by cookie, as identity would find them; tests take them away. */
const sessions = new Map<string, { orgId: string; actor: Actor }>()
const resolveSession = async (headers: Headers) => sessions.get(headers.get('cookie') ?? '') ?? null

const orgId = newId()
const otherOrgId = newId()
const closing: (() => unknown)[] = []

beforeAll(async () => {
  await world.sql(
    `insert into core.orgs (id, slug, name, zone) values ($1, 'live-org', 'Live', 'Europe/London')`,
    [orgId],
  )
})
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

function signIn(name: string, permissions: string[], org = orgId): string {
  const actor: Actor = {
    kind: 'user',
    userId: newId(),
    memberId: newId(),
    name,
    roles: [],
    permissions: new Set(permissions),
    scope: null,
  }
  const cookie = `session=${newId()}`
  sessions.set(cookie, { orgId: org, actor })
  return cookie
}

async function startProcess(redisUrl?: string): Promise<{ live: LiveServer; url: string; server: Server }> {
  const server = createServer()
  const live = createLive({ httpServer: server, config: { ...config, redisUrl }, log, db, resolveSession })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  closing.push(async () => {
    await live.close()
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  })
  await live.ready()
  return { live, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

function open(url: string, cookie: string, options: Parameters<typeof io>[1] = {}): Socket {
  const socket = io(url, {
    path: '/live',
    transports: ['websocket'],
    extraHeaders: { cookie },
    forceNew: true,
    reconnectionDelay: 20,
    ...options,
  })
  closing.push(() => socket.disconnect())
  return socket
}

const connected = (socket: Socket) =>
  new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })

async function listen(
  url: string,
  cookie: string,
  topics: string[],
): Promise<{ socket: Socket; heard: Change[]; allowed: string[] }> {
  const socket = open(url, cookie)
  const heard: Change[] = []
  socket.on('change', (changes: Change[]) => heard.push(...changes))
  await connected(socket)
  const { topics: allowed } = await socket.emitWithAck('subscribe', topics)
  return { socket, heard, allowed }
}

const booked = (id = newId()): Change => ({
  topic: 'appointments',
  name: 'booking.appointment_booked',
  ids: [id],
  at: '2026-11-28T09:30:00.000Z',
})

const until = (truth: () => boolean, timeout = 4_000) =>
  vi.waitFor(() => expect(truth()).toBe(true), { timeout, interval: 5 })

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

describe('in one process', () => {
  test('a change reaches the screens that asked for its topic, and no other organisation (PLAT-066)', async () => {
    const { live, url } = await startProcess()
    const mine = await listen(url, signIn('Ann', ['booking.view', 'client.view']), [
      'appointments',
      'clients',
    ])
    const quiet = await listen(url, signIn('Bea', ['booking.view', 'client.view']), ['clients'])
    const foreign = await listen(url, signIn('Cy', ['booking.view'], otherOrgId), ['appointments'])
    const change = booked()
    live.changed(orgId, [change])
    await until(() => mine.heard.length === 1)
    await pause(60)
    expect(mine.heard).toEqual([change])
    expect(quiet.heard).toEqual([])
    expect(foreign.heard).toEqual([])
  })

  test('topics without permission and unknown topics are denied (PLAT-073)', async () => {
    const { live, url } = await startProcess()
    const { heard, allowed } = await listen(url, signIn('Staff', ['booking.view']), [
      'appointments',
      'payments',
      'secrets',
      'constructor',
    ])
    expect(allowed).toEqual(['appointments'])
    live.changed(orgId, [
      { ...booked(), topic: 'payments' },
      { ...booked(), topic: 'secrets' },
    ])
    await pause(60)
    expect(heard).toEqual([])
  })

  test('a burst arrives in few messages and whole (PLAT-074)', async () => {
    const { live, url } = await startProcess()
    const { socket, heard } = await listen(url, signIn('Ann', ['booking.view']), ['appointments'])
    let messages = 0
    socket.on('change', () => messages++)
    for (let i = 0; i < 200; i++) {
      live.changed(orgId, [booked()])
      if (i % 20 === 0) await pause(2)
    }
    await until(() => heard.length === 200)
    expect(new Set(heard.flatMap(({ ids }) => ids)).size).toBe(200)
    expect(messages).toBeLessThan(20)
  })

  test('every screen of the organisation gets the "as of", at most once a second', async () => {
    const { live, url } = await startProcess()
    const { socket } = await listen(url, signIn('Ann', []), [])
    const stamps: string[] = []
    socket.on('as_of', (at: string) => stamps.push(at))
    live.changed(orgId, [booked()])
    await pause(40)
    live.changed(orgId, [booked()])
    await pause(100)
    expect(stamps).toEqual(['2026-11-28T09:30:00.000Z'])
  })

  test('after unsubscribing nothing comes', async () => {
    const { live, url } = await startProcess()
    const { socket, heard } = await listen(url, signIn('Ann', ['booking.view']), ['appointments'])
    await socket.emitWithAck('unsubscribe', ['appointments'])
    live.changed(orgId, [booked()])
    await pause(60)
    expect(heard).toEqual([])
  })

  test('without a session, or from another site, nobody gets in', async () => {
    const { url } = await startProcess()
    await expect(connected(open(url, 'session=none'))).rejects.toThrow('auth.required')
    const headers = { cookie: signIn('Ann', []), origin: 'https://evil.example' }
    await expect(connected(open(url, '', { extraHeaders: headers }))).rejects.toThrow('auth.wrong_origin')
  })

  test('where websockets do not get through, polling carries the same (PLAT-076)', async () => {
    const { live, url } = await startProcess()
    const socket = open(url, signIn('Ann', ['booking.view']), { transports: ['polling'] })
    const heard: Change[] = []
    socket.on('change', (changes: Change[]) => heard.push(...changes))
    await connected(socket)
    await socket.emitWithAck('subscribe', ['appointments'])
    live.changed(orgId, [booked()])
    await until(() => heard.length === 1)
  })

  test('a dropped connection comes back by itself and can subscribe again (PLAT-069)', async () => {
    const { live, url } = await startProcess()
    const { socket, heard } = await listen(url, signIn('Ann', ['booking.view']), ['appointments'])
    const back = new Promise<void>((done) => socket.once('connect', () => done()))
    socket.io.engine.close()
    await back
    expect((await socket.emitWithAck('subscribe', ['appointments'])).topics).toEqual(['appointments'])
    live.changed(orgId, [booked()])
    await until(() => heard.length === 1)
  })

  test('when a session ends its connection is closed (PLAT-064)', async () => {
    const { live, url } = await startProcess()
    const cookie = signIn('Ann', ['booking.view'])
    const { socket } = await listen(url, cookie, ['appointments'])
    const kept = await listen(url, signIn('Bea', ['booking.view']), ['appointments'])
    const closed = new Promise((done) => socket.once('disconnect', done))
    sessions.delete(cookie)
    live.changed(orgId, [{ ...booked(), topic: 'members', name: 'identity.member_changed' }])
    expect(await closed).toBe('io server disconnect')
    expect(kept.socket.connected).toBe(true)
  })

  test('a permission that is taken away silences its topics at once', async () => {
    const { live, url } = await startProcess()
    const cookie = signIn('Ann', ['booking.view', 'client.view'])
    const { heard } = await listen(url, cookie, ['appointments', 'clients'])
    const session = sessions.get(cookie)!
    sessions.set(cookie, {
      ...session,
      actor: { ...session.actor, permissions: new Set(['client.view']) } as Actor,
    })
    await live.checkSessions(orgId)
    live.changed(orgId, [booked(), { ...booked(), topic: 'clients' }])
    await until(() => heard.length === 1)
    await pause(60)
    expect(heard.map(({ topic }) => topic)).toEqual(['clients'])
  })

  test('connections are counted per person and organisation, and cleared when they end (PLAT-065)', async () => {
    const { live, url } = await startProcess()
    const cookie = signIn('Ann', [])
    const { actor } = sessions.get(cookie)!
    const memberId = actor.kind === 'user' ? actor.memberId : ''
    const first = await listen(url, cookie, [])
    await listen(url, cookie, [])
    await listen(url, signIn('Cy', [], otherOrgId), [])
    expect(live.connections()).toEqual({ total: 3, organisations: 2 })
    expect(live.connectionsOf(memberId)).toBe(2)
    first.socket.disconnect()
    await until(() => live.connections().total === 2)
    expect(live.connectionsOf(memberId)).toBe(1)
  })

  test('who looks at a place is told to the others there, and gone when the connection is (PLAT-075)', async () => {
    const { url } = await startProcess()
    const ann = await listen(url, signIn('Ann', []), [])
    const bea = await listen(url, signIn('Bea', []), [])
    const seen: string[][] = []
    ann.socket.on('presence', ({ place, people }) => {
      if (place === 'appointment:1') seen.push(people.map(({ name }: { name: string }) => name))
    })
    await ann.socket.emitWithAck('presence', { place: 'appointment:1' })
    await bea.socket.emitWithAck('presence', { place: 'appointment:1' })
    bea.socket.disconnect()
    await until(() => seen.length >= 3)
    expect(seen).toEqual([['Ann'], ['Ann', 'Bea'], ['Ann']])
  })

  test('nonsense from a client is answered and harms nobody', async () => {
    const { url } = await startProcess()
    const { socket } = await listen(url, signIn('Ann', ['booking.view']), [])
    for (const nonsense of [null, 'x', 7, { topics: [] }, [null, {}, 'x'.repeat(5_000)]]) {
      expect(await socket.emitWithAck('subscribe', nonsense)).toEqual({ topics: [] })
      expect(await socket.emitWithAck('presence', nonsense)).toEqual({ places: [] })
    }
    socket.emit('subscribe', ['appointments'], 'not a function')
    expect(await socket.emitWithAck('subscribe', ['appointments'])).toEqual({ topics: ['appointments'] })
  })
})

describe('visitors without an account', () => {
  const visit = async (url: string, auth: object) => {
    const socket = open(`${url}/public`, '', { auth })
    const heard: Change[] = []
    socket.on('change', (changes: Change[]) => heard.push(...changes))
    await connected(socket)
    return { socket, heard }
  }

  test('a booking page hears that free times changed, and nothing else', async () => {
    const { live, url } = await startProcess()
    const { socket, heard } = await visit(url, { orgSlug: 'live-org' })
    const { topics } = await socket.emitWithAck('subscribe', ['slots', 'appointments', 'clients'])
    expect(topics).toEqual(['slots'])
    live.changed(orgId, [booked(), { ...booked(), topic: 'slots' }])
    live.changed(otherOrgId, [{ ...booked(), topic: 'slots' }])
    await until(() => heard.length === 1)
    await pause(60)
    expect(heard).toEqual([{ topic: 'slots', name: 'slots', ids: [], at: '2026-11-28T09:30:00.000Z' }])
  })

  test('a tracking page hears of its own visit only', async () => {
    const { live, url } = await startProcess()
    const appointmentId = newId()
    const token = mintToken(config.secret, 'visit', orgId, appointmentId)
    const { socket, heard } = await visit(url, { token })
    expect((await socket.emitWithAck('subscribe', ['visit'])).topics).toEqual(['visit'])
    live.changed(orgId, [booked()])
    live.changed(orgId, [booked(appointmentId)])
    await until(() => heard.length === 1)
    await pause(60)
    expect(heard).toEqual([{ topic: 'visit', name: 'visit', ids: [], at: '2026-11-28T09:30:00.000Z' }])
  })

  test.each([
    ['an unknown organisation', { orgSlug: 'nowhere' }],
    ['a forged link', { token: `${'A'.repeat(64)}` }],
    ['a link for something else', { token: mintToken(config.secret, 'checkout', orgId, newId()) }],
    ['nothing', {}],
    ['nonsense', { orgSlug: { $ne: 1 } }],
  ])('%s is refused', async (_case, auth) => {
    const { url } = await startProcess()
    await expect(visit(url, auth)).rejects.toThrow('http.not_found')
  })
})

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

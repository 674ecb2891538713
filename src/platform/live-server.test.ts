import { describe, expect, test } from 'vitest'
import type { Actor } from '#values/actor.ts'
import { newId } from '#values/ids.ts'
import { SESSIONS_TOPIC } from './live/topics.ts'
import type { Change } from './live.ts'
import { booked, connected, liveDesk, pause, until } from './testing/live-desk.ts'
import { testWorld } from './testing/world.ts'
import { mintToken } from './token.ts'

const world = await testWorld()
const { config } = world.services
const { orgId, otherOrgId, sessions, signIn, startProcess, open, listen } = await liveDesk(world)

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

  test('signing out in one tab closes the connections of the others at once, and nobody else’s (IDEN-019)', async () => {
    const { live, url } = await startProcess()
    const cookie = signIn('Ann', ['booking.view'])
    const ann = await listen(url, cookie, ['appointments'])
    const bea = await listen(url, signIn('Bea', ['booking.view']), ['appointments', 'sessions'])
    expect(bea.allowed).toEqual(['appointments'])
    const reason = new Promise<string>((done) => ann.socket.once('disconnect', done))
    sessions.delete(cookie)
    live.changed(orgId, [{ topic: SESSIONS_TOPIC, name: 'sessions', ids: [], at: booked().at }])
    expect(await reason).toBe('io server disconnect')
    expect(bea.socket.connected).toBe(true)
    expect(bea.heard).toEqual([])
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

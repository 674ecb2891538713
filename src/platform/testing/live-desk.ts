import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { io, type Socket } from 'socket.io-client'
import { afterEach, expect, vi } from 'vitest'
import type { Actor } from '#values/actor.ts'
import { newId } from '#values/ids.ts'
import type { Change } from '../live.ts'
import { createLive, type LiveServer } from '../live-server.ts'
import type { TestWorld } from './world.ts'

/** Two organisations, their people's sessions, processes that serve live updates, and browsers that listen. */
export async function liveDesk(world: TestWorld) {
  const { config, log, db } = world.services
  /** Sessions by cookie, as identity would find them; tests take them away. */
  const sessions = new Map<string, { orgId: string; actor: Actor }>()
  const resolveSession = async (headers: Headers) => sessions.get(headers.get('cookie') ?? '') ?? null
  const orgId = newId()
  const otherOrgId = newId()
  const closing: (() => unknown)[] = []
  await world.sql(
    `insert into core.orgs (id, slug, name, zone) values ($1, 'live-org', 'Live', 'Europe/London')`,
    [orgId],
  )
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

  return { orgId, otherOrgId, sessions, closing, signIn, startProcess, open, listen }
}

export const connected = (socket: Socket) =>
  new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })

/** The change that a booking means for open screens. */
export const booked = (id = newId()): Change => ({
  topic: 'appointments',
  name: 'booking.appointment_booked',
  ids: [id],
  at: '2026-11-28T09:30:00.000Z',
})

export const until = (truth: () => boolean, timeout = 4_000) =>
  vi.waitFor(() => expect(truth()).toBe(true), { timeout, interval: 5 })

export const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

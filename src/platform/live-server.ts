import type { Server as HttpServer } from 'node:http'
import { type Namespace, Server, type Socket } from 'socket.io'
import type { Actor } from '#values/actor.ts'
import type { Config } from './config.ts'
import type { Database } from './db.ts'
import { createBatcher } from './live/batcher.ts'
import { createPresence, type Presence } from './live/presence.ts'
import { createRelay, streamOver } from './live/relay-live.ts'
import {
  orgRoom,
  placeRoom,
  slotsRoom,
  tellMembers,
  tellVisitors,
  topicRoom,
  visitRoom,
} from './live/rooms.ts'
import { mayHear, SESSION_TOPICS } from './live/topics.ts'
import type { Change, Live } from './live.ts'
import type { Log } from './log.ts'
import { liveConnections } from './metrics.ts'
import { readToken } from './token.ts'

export { createRelayLive } from './live/relay-live.ts'

type Session = { orgId: string; actor: Actor }
type Member = Socket<
  MemberEvents,
  ServerEvents,
  never,
  { session: Session; headers: Headers; topics: Set<string> }
>

interface ServerEvents {
  change(changes: Change[]): void
  as_of(at: string): void
  presence(message: { place: string; people: { memberId: string; name: string }[] }): void
}

type Acknowledge = unknown
interface MemberEvents {
  subscribe(topics: unknown, done?: Acknowledge): void
  unsubscribe(topics: unknown, done?: Acknowledge): void
  presence(message: unknown, done?: Acknowledge): void
}

export interface LiveOptions {
  httpServer: HttpServer
  config: Pick<Config, 'redisUrl' | 'baseUrl' | 'corsOrigins' | 'secret'>
  log: Log
  db: Pick<Database, 'ownerUrl' | 'withoutOrg'>
  /** Finds who asks from the request's cookies; null for visitors. */
  resolveSession: (headers: Headers) => Promise<Session | null>
  mayRead?: (actor: Actor, topic: string) => boolean
  /** How often the sessions behind open connections are looked at again. */
  sessionCheckMs?: number
}

/** Open screens of this process, joined with those of the others. */
export interface LiveServer extends Live {
  /** Resolves once changes of other processes arrive here. */
  ready(): Promise<void>
  /** Open connections of one person in this process (PLAT-065). */
  connectionsOf(memberId: string): number
  /** Looks at the sessions of the organisation's connections (or all) now; closes those that ended. */
  checkSessions(orgId?: string): Promise<void>
}

const LOCAL_WINDOW = { firstMs: 10, mostMs: 50 }
const AS_OF_WINDOW = { firstMs: 1_000, mostMs: 1_000 }
const MOST_TOPICS = 30
const MOST_PLACES = 5

/** Live updates at `/live` on Socket.IO: websocket, with polling where websockets do not get through (PLAT-063, PLAT-076). */
export function createLive(options: LiveOptions): LiveServer {
  const { config, log } = options
  const relay = createRelay({ config, log, ownerUrl: options.db.ownerUrl })
  const stream = streamOver(relay)
  const io = new Server(options.httpServer, {
    path: '/live',
    serveClient: false,
    maxHttpBufferSize: 32 * 1024,
    pingInterval: 20_000,
    pingTimeout: 15_000,
    cors: { origin: [...config.corsOrigins], credentials: true },
  })
  const members = io.of('/') as unknown as Namespace
  const visitors = io.of('/public')
  const presence = createPresence(relay, (orgId, place, people) => {
    members.to(placeRoom(orgId, place)).emit('presence', { place, people })
  })

  const asOf = createBatcher<string>(AS_OF_WINDOW, (orgId, instants) => {
    if (members.adapter.rooms.has(orgRoom(orgId))) members.to(orgRoom(orgId)).emit('as_of', instants.at(-1))
  })
  const outgoing = createBatcher<Change>(LOCAL_WINDOW, (orgId, changes) => {
    tellMembers(members, orgId, changes)
    tellVisitors(visitors, orgId, changes)
    asOf.add(orgId, [changes.at(-1)!.at])
  })
  const checkSessions = sessionChecker(members, options)
  stream.onChange((orgId, changes) => {
    outgoing.add(orgId, changes)
    if (changes.some(({ topic }) => SESSION_TOPICS.has(topic))) void checkSessions(orgId)
  })

  acceptMembers(members, options, presence)
  acceptVisitors(visitors, options)
  const watch = setInterval(() => void checkSessions(), options.sessionCheckMs ?? 60_000).unref()
  io.engine.on('connection_error', (error: { code: number; message: string }) => {
    log.debug({ code: error.code, reason: error.message }, 'live connection refused')
  })
  const count = () => io.engine.clientsCount
  liveConnections.set(0)
  for (const room of [members, visitors]) {
    room.on('connection', ({ data }) => {
      stream.follow(data.session?.orgId ?? data.room.orgId)
      liveConnections.set(count())
    })
  }
  io.engine.on('connection', (connection: { on(event: 'close', tell: () => void): void }) => {
    connection.on('close', () => liveConnections.set(count()))
  })

  return {
    changed: stream.changed,
    onChange: stream.onChange,
    ready: () => relay.ready(),
    checkSessions,
    connections: () => {
      const orgs = new Set([...memberSockets(members)].map(({ data }) => data.session.orgId))
      return { total: count(), organisations: orgs.size }
    },
    connectionsOf: (memberId) =>
      memberSockets(members).filter(({ data }) => personOf(data.session.actor)?.memberId === memberId).length,
    async close() {
      clearInterval(watch)
      outgoing.drain()
      outgoing.stop()
      asOf.stop()
      presence.stop()
      // Engine first: `io.close()` alone would also close the HTTP server, which belongs to somebody else.
      io.disconnectSockets(true)
      io.engine.close()
      await relay.close()
    },
  }
}

function memberSockets(members: Namespace): Member[] {
  return [...members.sockets.values()] as unknown as Member[]
}

function personOf(actor: Actor): { memberId: string; name: string } | null {
  return actor.kind === 'user' ? { memberId: actor.memberId, name: actor.name } : null
}

function acceptMembers(members: Namespace, options: LiveOptions, presence: Presence): void {
  const mayRead = options.mayRead ?? mayHear
  members.use((anySocket, next) => {
    const socket = anySocket as unknown as Member
    if (!isFromOurPages(socket, options.config)) return next(new Error('auth.wrong_origin'))
    const headers = headersOf(socket)
    options.resolveSession(headers).then(
      (session) => {
        if (session?.actor.kind !== 'user') return next(new Error('auth.required'))
        Object.assign(socket.data, { session, headers, topics: new Set() })
        next()
      },
      (error) => {
        options.log.error({ err: error }, 'a live connection could not be checked')
        next(new Error('server.unavailable'))
      },
    )
  })

  members.on('connection', (anySocket) => {
    const socket = anySocket as unknown as Member
    const { orgId } = socket.data.session
    const places = new Set<string>()
    void socket.join(orgRoom(orgId))

    socket.on('subscribe', (wanted, done) => {
      const { session, topics } = socket.data
      const allowed = words(wanted, MOST_TOPICS).filter((topic) => mayRead(session.actor, topic))
      for (const topic of allowed) {
        topics.add(topic)
        void socket.join(topicRoom(orgId, topic))
      }
      acknowledge(done, { topics: allowed })
    })
    socket.on('unsubscribe', (unwanted, done) => {
      for (const topic of words(unwanted, MOST_TOPICS)) {
        socket.data.topics.delete(topic)
        void socket.leave(topicRoom(orgId, topic))
      }
      acknowledge(done, { topics: [...socket.data.topics] })
    })

    const leave = (place: string) => {
      places.delete(place)
      void socket.leave(placeRoom(orgId, place))
      presence.leave(orgId, place, socket.id)
    }
    socket.on('presence', (message, done) => {
      const person = personOf(socket.data.session.actor)
      const { place, leave: left } = (message ?? {}) as { place?: unknown; leave?: unknown }
      const [next] = words([place], 1)
      const gone = words([left], 1)
      // Without a name of what is left, moving on means leaving everything else.
      for (const old of gone.length > 0 ? gone : next ? [] : [...places]) if (places.has(old)) leave(old)
      if (next && person && places.size < MOST_PLACES) {
        places.add(next)
        void socket.join(placeRoom(orgId, next))
        presence.enter(orgId, next, socket.id, person)
      }
      acknowledge(done, { places: [...places] })
    })
    socket.on('disconnect', () => {
      for (const place of [...places]) leave(place)
    })
  })
}

/** Booking pages hear of free times (by the organisation's slug), a tracking page of its visit (by its link). */
function acceptVisitors(visitors: Namespace, options: LiveOptions): void {
  visitors.use((socket, next) => {
    const { orgSlug, token } = socket.handshake.auth as { orgSlug?: unknown; token?: unknown }
    visitorRoom(options, orgSlug, token).then(
      (room) => {
        if (!room) return next(new Error('http.not_found'))
        socket.data.room = room
        next()
      },
      () => next(new Error('server.unavailable')),
    )
  })
  visitors.on('connection', (socket) => {
    const { room } = socket.data as { room: VisitorRoom }
    socket.on('subscribe', (wanted: unknown, done?: Acknowledge) => {
      const isWanted = words(wanted, MOST_TOPICS).includes(room.topic)
      if (isWanted) void socket.join(room.name)
      acknowledge(done, { topics: isWanted ? [room.topic] : [] })
    })
    socket.on('unsubscribe', (_topics: unknown, done?: Acknowledge) => {
      void socket.leave(room.name)
      acknowledge(done, { topics: [] })
    })
  })
}

interface VisitorRoom {
  name: string
  topic: 'slots' | 'visit'
  orgId: string
}

async function visitorRoom(
  options: LiveOptions,
  orgSlug: unknown,
  token: unknown,
): Promise<VisitorRoom | null> {
  if (typeof token === 'string') {
    const read = readToken(options.config.secret, token)
    if (read?.purpose !== 'visit') return null
    return { name: visitRoom(read.orgId, read.recordId), topic: 'visit', orgId: read.orgId }
  }
  if (typeof orgSlug !== 'string' || !/^[a-z0-9-]{1,50}$/.test(orgSlug)) return null
  const row = await options.db.withoutOrg((tx) =>
    tx.withSchema('core').selectFrom('orgs').select('id').where('slug', '=', orgSlug).executeTakeFirst(),
  )
  const orgId = row?.id as string | undefined
  return orgId ? { name: slotsRoom(orgId), topic: 'slots', orgId } : null
}

/**
 * Asks again who is behind each connection: closed when the session ended or moved to another organisation;
 * otherwise rooms follow the permissions of now. Connections that share a cookie are asked for once.
 */
function sessionChecker(members: Namespace, options: LiveOptions): (orgId?: string) => Promise<void> {
  const mayRead = options.mayRead ?? mayHear
  return async (orgId) => {
    const byCookie = new Map<string, Member[]>()
    for (const socket of memberSockets(members)) {
      if (orgId && socket.data.session.orgId !== orgId) continue
      const cookie = JSON.stringify([...socket.data.headers])
      byCookie.set(cookie, [...(byCookie.get(cookie) ?? []), socket])
    }
    for (const sockets of byCookie.values()) {
      try {
        const session = await options.resolveSession(sockets[0]!.data.headers)
        for (const socket of sockets) renew(socket, session, mayRead)
      } catch (error) {
        // Not being able to ask is no reason to cut everybody off; the next round asks again.
        options.log.warn({ err: error }, 'a live session could not be checked')
      }
    }
  }
}

function renew(
  socket: Member,
  session: Session | null,
  mayRead: (actor: Actor, topic: string) => boolean,
): void {
  const { topics } = socket.data
  if (session?.actor.kind !== 'user' || session.orgId !== socket.data.session.orgId) {
    return void socket.disconnect(true)
  }
  socket.data.session = session
  for (const topic of topics) {
    if (mayRead(session.actor, topic)) continue
    topics.delete(topic)
    void socket.leave(topicRoom(session.orgId, topic))
  }
}

/** Browsers send cookies with websockets from any site, so the page's origin must be one of ours. */
function isFromOurPages(socket: Member, config: LiveOptions['config']): boolean {
  const { origin, host } = socket.handshake.headers
  if (!origin) return true
  if (origin === config.baseUrl || config.corsOrigins.includes(origin)) return true
  return URL.parse(origin)?.host === host
}

function headersOf(socket: Member): Headers {
  const headers = new Headers()
  for (const name of ['cookie', 'authorization', 'user-agent'] as const) {
    const value = socket.handshake.headers[name]
    if (value) headers.set(name, value)
  }
  return headers
}

/** Clients may send anything: only short names count, and only so many. */
function words(list: unknown, most: number): string[] {
  if (!Array.isArray(list)) return []
  return list.filter((word) => typeof word === 'string' && word !== '' && word.length <= 120).slice(0, most)
}

function acknowledge(done: Acknowledge, answer: unknown): void {
  if (typeof done === 'function') done(answer)
}

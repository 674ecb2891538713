import { type Namespace, Server } from 'socket.io'
import { createBatcher } from './live/batcher.ts'
import { acceptMembers, memberSockets, personOf, sessionChecker } from './live/members.ts'
import type { LiveOptions } from './live/options.ts'
import { createPresence } from './live/presence.ts'
import { createRelay, streamOver } from './live/relay-live.ts'
import { orgRoom, placeRoom, tellMembers, tellVisitors } from './live/rooms.ts'
import { SESSION_TOPICS } from './live/topics.ts'
import { acceptVisitors } from './live/visitors.ts'
import type { Change, Live } from './live.ts'
import { liveConnections } from './metrics.ts'

export { createRelayLive } from './live/relay-live.ts'

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
      const orgs = new Set(memberSockets(members).map(({ data }) => data.session.orgId))
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
      // Only the transport: clients then come back by themselves, to the next process. `io.close()` would also close
      // the HTTP server, which belongs to somebody else.
      io.engine.close()
      await relay.close()
    },
  }
}

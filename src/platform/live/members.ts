import type { Namespace, Socket } from 'socket.io'
import type { Actor } from '#values/actor.ts'
import type { Change } from '../live.ts'
import { type Acknowledge, acknowledge, MOST_TOPICS, words } from './client-words.ts'
import type { LiveOptions, Session } from './options.ts'
import type { Presence } from './presence.ts'
import { orgRoom, placeRoom, topicRoom } from './rooms.ts'
import { mayHear } from './topics.ts'

const MOST_PLACES = 5

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

interface MemberEvents {
  subscribe(topics: unknown, done?: Acknowledge): void
  unsubscribe(topics: unknown, done?: Acknowledge): void
  presence(message: unknown, done?: Acknowledge): void
}

/** Every connection of a member in this process. */
export function memberSockets(members: Namespace): Member[] {
  return [...members.sockets.values()] as unknown as Member[]
}

/** The person behind an actor, as others see them; null for anything but a person. */
export function personOf(actor: Actor): { memberId: string; name: string } | null {
  return actor.kind === 'user' ? { memberId: actor.memberId, name: actor.name } : null
}

/** Lets signed-in members in, and puts them into the rooms that they may hear. */
export function acceptMembers(members: Namespace, options: LiveOptions, presence: Presence): void {
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

/**
 * Asks again who is behind each connection: closed when the session ended or moved to another organisation;
 * otherwise rooms follow the permissions of now. Connections that share a cookie are asked for once.
 */
export function sessionChecker(members: Namespace, options: LiveOptions): (orgId?: string) => Promise<void> {
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

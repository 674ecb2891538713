import type { Namespace } from 'socket.io'
import { readToken } from '../token.ts'
import { type Acknowledge, acknowledge, MOST_TOPICS, words } from './client-words.ts'
import type { LiveOptions } from './options.ts'
import { slotsRoom, visitRoom } from './rooms.ts'

/** Booking pages hear of free times (by the organisation's slug), a tracking page of its visit (by its link). */
export function acceptVisitors(visitors: Namespace, options: LiveOptions): void {
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

import type { Namespace } from 'socket.io'
import type { Change } from '../live.ts'
import { byTopic, CAUGHT_UP } from './topics.ts'

/** Every screen of an organisation. */
export const orgRoom = (orgId: string) => `org:${orgId}`
/** Screens of an organisation that may see a topic and asked for it. */
export const topicRoom = (orgId: string, topic: string) => `org:${orgId}:${topic}`
export const placeRoom = (orgId: string, place: string) => `place:${orgId}:${place}`
/** Visitors who look for a free time. */
export const slotsRoom = (orgId: string) => `public:${orgId}`
/** Customers who follow one visit by its link. */
export const visitRoom = (orgId: string, appointmentId: string) => `visit:${orgId}:${appointmentId}`

/** Sends a batch to members: one message per topic. A room that nobody is in costs nothing. */
export function tellMembers(members: Namespace, orgId: string, changes: readonly Change[]): void {
  for (const [topic, ofTopic] of byTopic(changes)) {
    const room = topicRoom(orgId, topic)
    if (members.adapter.rooms.has(room)) members.to(room).emit('change', ofTopic)
  }
}

/** Sends a batch to visitors. They learn that something changed and when, never which record or why. */
export function tellVisitors(visitors: Namespace, orgId: string, changes: readonly Change[]): void {
  const send = (room: string, topic: string, at: string) => {
    if (visitors.adapter.rooms.has(room))
      visitors.to(room).emit('change', [{ topic, name: topic, ids: [], at }])
  }
  const lastSlots = changes.findLast(({ topic }) => topic === 'slots')
  if (lastSlots) send(slotsRoom(orgId), 'slots', lastSlots.at)
  const visits = new Map<string, string>()
  for (const { topic, ids, at } of changes) {
    if (topic === 'appointments' || topic === 'visit') for (const id of ids) visits.set(id, at)
  }
  const gap = changes.find(({ name }) => name === CAUGHT_UP)
  if (gap) {
    for (const room of visitors.adapter.rooms.keys()) {
      if (room.startsWith(visitRoom(orgId, ''))) send(room, 'visit', gap.at)
    }
  }
  for (const [id, at] of visits) send(visitRoom(orgId, id), 'visit', at)
}

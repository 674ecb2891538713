import { type Actor, may } from '#values/actor.ts'
import type { Change } from '../live.ts'

/** Which permission lets a member hear a topic (PLAT-073). A topic that is not named here is never delivered. */
export const topicPermissions: Readonly<Record<string, string>> = {
  appointments: 'booking.view',
  slots: 'booking.view',
  feed: 'booking.view',
  visit: 'booking.view',
  clients: 'client.view',
  messages: 'message.view',
  conversations: 'message.view',
  tickets: 'message.view',
  agents: 'message.view',
  channels: 'message.view',
  broadcasts: 'message.view',
  payments: 'payment.view',
  figures: 'figures.view',
  catalogue: 'catalogue.view',
  staff: 'staff.view',
  members: 'team.view',
  settings: 'org.view',
  organization: 'org.view',
  jobs: 'system.view',
}

/** Whether the member may hear of changes to the topic. */
export function mayHear(actor: Actor, topic: string): boolean {
  const permission = Object.hasOwn(topicPermissions, topic) ? topicPermissions[topic] : undefined
  return permission !== undefined && may(actor, permission)
}

/** Tells the live servers that somebody signed out or was signed out. No screen hears it. */
export const SESSIONS_TOPIC = 'sessions'

/** Topics after which the sessions of the organisation's open screens are looked at again (PLAT-064). */
export const SESSION_TOPICS: ReadonlySet<string> = new Set(['members', SESSIONS_TOPIC])

/** Changes by topic, each once, in the order in which they happened. */
export function byTopic(changes: readonly Change[]): Map<string, Change[]> {
  const topics = new Map<string, Change[]>()
  const seen = new Set<string>()
  for (const change of changes) {
    const key = `${change.topic} ${change.name} ${change.at} ${change.ids.join(' ')}`
    if (seen.has(key)) continue
    seen.add(key)
    const list = topics.get(change.topic)
    if (list) list.push(change)
    else topics.set(change.topic, [change])
  }
  return topics
}

/** The name of the change that stands for all that may have been missed. */
export const CAUGHT_UP = 'live.caught_up'

/** What screens hear after changes may have been missed: every topic once, without ids. They ask again. */
export function everythingMayHaveChanged(at: string): Change[] {
  return Object.keys(topicPermissions).map((topic) => ({ topic, name: CAUGHT_UP, ids: [], at }))
}

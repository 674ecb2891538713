import type { Config } from '../config.ts'
import type { Change, Live } from '../live.ts'
import type { Log } from '../log.ts'
import { createPostgresRelay } from './postgres-relay.ts'
import { createRedisRelay } from './redis-relay.ts'
import type { Relay } from './relay.ts'
import { everythingMayHaveChanged } from './topics.ts'

/** The way to the other processes: Redis when it is set up, else PostgreSQL. */
export function createRelay(options: RelayOptions): Relay {
  const { config, ownerUrl, log } = options
  return config.redisUrl
    ? createRedisRelay({ url: config.redisUrl, log })
    : createPostgresRelay({ url: ownerUrl, log })
}

export interface RelayOptions {
  config: Pick<Config, 'redisUrl'>
  log: Log
  ownerUrl: string
}

/** A process's own changes and everybody else's as one stream, without any screens. */
export interface Stream {
  changed(orgId: string, changes: Change[]): void
  onChange(listener: (orgId: string, changes: Change[]) => void): void
  /** Somebody here looks at this organisation: after a gap its screens are told to look again. */
  follow(orgId: string): void
}

/** Local listeners hear a change at once; the relay carries it on without anybody waiting for it. */
export function streamOver(relay: Relay): Stream {
  const listeners: ((orgId: string, changes: Change[]) => void)[] = []
  const orgs = new Set<string>()
  const tell = (orgId: string, changes: Change[]) => {
    orgs.add(orgId)
    for (const listener of listeners) listener(orgId, changes)
  }
  const catchUp = () => {
    const changes = everythingMayHaveChanged(new Date().toISOString())
    for (const orgId of [...orgs]) tell(orgId, changes)
  }
  relay.onMessage((message) => {
    if (message.kind === 'changes') tell(message.orgId, message.changes)
    if (message.kind === 'gap') catchUp()
  })
  relay.onGap(catchUp)
  return {
    changed(orgId, changes) {
      tell(orgId, changes)
      relay.send({ kind: 'changes', orgId, changes })
    },
    onChange: (listener) => void listeners.push(listener),
    follow: (orgId) => void orgs.add(orgId),
  }
}

/** For processes without screens (role `worker`): their changes reach the screens of the others, and they hear theirs. */
export function createRelayLive(options: RelayOptions): Live & { ready(): Promise<void> } {
  const relay = createRelay(options)
  const stream = streamOver(relay)
  return {
    changed: stream.changed,
    onChange: stream.onChange,
    connections: () => ({ total: 0, organisations: 0 }),
    ready: () => relay.ready(),
    close: () => relay.close(),
  }
}

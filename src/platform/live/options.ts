import type { Server as HttpServer } from 'node:http'
import type { Actor } from '#values/actor.ts'
import type { Config } from '../config.ts'
import type { Database } from '../db.ts'
import type { Log } from '../log.ts'

/** Who is behind a connection. */
export type Session = { orgId: string; actor: Actor }

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

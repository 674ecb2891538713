import type { Actor } from '#values/actor.ts'
import type { EventFact } from '#values/event.ts'
import type { Cache } from './cache.ts'
import type { Config } from './config.ts'
import type { Database, Tx } from './db.ts'
import type { JobQueue } from './jobs.ts'
import type { Live } from './live.ts'
import type { Log } from './log.ts'
import type { FileStorage } from './storage.ts'

/**
 * The outside world, one entry per vendor interface. Modules add theirs by declaration merging in their
 * `adapters/` folder; `main.ts` builds the real ones, tests pass fakes.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Adapters {}

/** Everything that lives as long as the process. Built once in `main.ts`, and once per test database. */
export interface Services {
  readonly config: Config
  readonly log: Log
  readonly db: Database
  readonly cache: Cache
  readonly storage: FileStorage
  readonly live: Live
  readonly jobs: JobQueue
  readonly adapters: Adapters
  /** The only clock of the product; tests stop it. */
  clock(): Temporal.Instant
}

interface Common {
  readonly orgId: string
  readonly actor: Actor
  readonly now: Temporal.Instant
  readonly log: Log
  readonly config: Config
  readonly cache: Cache
}

/** What a query needs: a transaction confined to one organisation, and who asks. */
export interface QueryContext extends Common {
  readonly tx: Tx
}

/** What a command needs. Its transaction commits when it returns and rolls back when it throws. */
export interface CommandContext extends QueryContext {
  readonly jobs: JobQueue
  /** Facts published so far; open screens are told after the commit. */
  readonly published: EventFact[]
}

/** How an errand answers beyond its output, when HTTP called it. */
export interface Reply {
  /** Complete `Set-Cookie` header values. */
  readonly cookies: string[]
  readonly headers: Record<string, string>
}

export interface RequestFacts {
  readonly headers: Headers
  readonly ip: string
  /** Of endpoints with `rawBody`: what was posted, as it came, and the whole address it was posted to. */
  readonly raw?: { readonly body: Uint8Array; readonly url: string }
}

/** What an errand needs: no transaction, but the outside world, and the way to queries and commands. */
export interface ErrandContext extends Common {
  readonly adapters: Adapters
  readonly storage: FileStorage
  readonly services: Services
  readonly reply: Reply
  /** Facts of the request that caused the errand; empty for jobs. */
  readonly request: RequestFacts
  query<I, O>(query: Query<I, O>, input: I): Promise<O>
  command<I, O>(command: Command<I, O>, input: I): Promise<O>
}

export type Query<I, O> = (ctx: QueryContext, input: I) => Promise<O>
export type Command<I, O> = (ctx: CommandContext, input: I) => Promise<O>
export type Errand<I, O> = (ctx: ErrandContext, input: I) => Promise<O>

/** In whose name something runs. */
export interface Who {
  orgId: string
  actor: Actor
  log?: Log
}

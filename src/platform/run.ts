import type {
  Command,
  CommandContext,
  Errand,
  ErrandContext,
  Query,
  QueryContext,
  Reply,
  Services,
  Who,
} from './context.ts'
import { pgFault } from './db.ts'
import { changesOf } from './live.ts'
import { repeatedQueries, traceQueries } from './query-log.ts'

/** Runs a query in a transaction of its own. */
export function runQuery<I, O>(services: Services, query: Query<I, O>, input: I, who: Who): Promise<O> {
  return watched(services, query.name, () =>
    services.db.withOrg(who.orgId, (tx) => query(queryContext(services, who, tx), input)),
  )
}

/**
 * Runs a command: one transaction, committed when it returns. A deadlock or serialisation failure is retried
 * once, since nothing was written. Open screens are told after the commit, never before.
 */
export async function runCommand<I, O>(
  services: Services,
  command: Command<I, O>,
  input: I,
  who: Who,
): Promise<O> {
  try {
    return await commandOnce(services, command, input, who)
  } catch (error) {
    const state = pgFault(error)?.state
    if (state !== '40P01' && state !== '40001') throw error
    return await commandOnce(services, command, input, who)
  }
}

async function commandOnce<I, O>(services: Services, command: Command<I, O>, input: I, who: Who): Promise<O> {
  let context: CommandContext | undefined
  const output = await watched(services, command.name, () =>
    services.db.withOrg(who.orgId, (tx) => {
      context = { ...queryContext(services, who, tx), jobs: services.jobs, published: [] }
      return command(context, input)
    }),
  )
  if (context?.published.length) services.live.changed(who.orgId, changesOf(context.published, context.now))
  return output
}

/** Runs an errand: outside any transaction, with the way to queries and commands in the same name. */
export function runErrand<I, O>(
  services: Services,
  errand: Errand<I, O>,
  input: I,
  who: Who,
  request: ErrandContext['request'] = { headers: new Headers(), ip: '' },
  reply: Reply = { cookies: [], headers: {} },
): Promise<O> {
  const { config, cache, adapters, storage } = services
  return errand(
    {
      orgId: who.orgId,
      actor: who.actor,
      now: services.clock(),
      log: who.log ?? services.log,
      config,
      cache,
      adapters,
      storage,
      services,
      reply,
      request,
      query: (query, queryInput) => runQuery(services, query, queryInput, who),
      command: (command, commandInput) => runCommand(services, command, commandInput, who),
    },
    input,
  )
}

function queryContext(services: Services, who: Who, tx: QueryContext['tx']): QueryContext {
  return {
    tx,
    orgId: who.orgId,
    actor: who.actor,
    now: services.clock(),
    log: who.log ?? services.log,
    config: services.config,
    cache: services.cache,
  }
}

/** Names every statement that one unit of work repeated: the sign of a query inside a loop (PLAT-053). */
async function watched<T>(services: Services, name: string, work: () => Promise<T>): Promise<T> {
  if (services.config.env === 'production') return work()
  const trace = { queries: [] }
  const result = await traceQueries(trace, work)
  for (const { sql, times } of repeatedQueries(trace)) {
    services.log.warn({ work: name, times, sql: sql.slice(0, 200) }, 'the same statement ran in a loop')
  }
  return result
}

import { Logger, type Runner, run as runWorker, type TaskList } from 'graphile-worker'
import { sql } from 'kysely'
import pg from 'pg'
import type { z } from 'zod'
import { system } from '#values/actor.ts'
import { allEvents, type EventKind, type EventRecord } from '#values/event.ts'
import type { Command, CommandContext, Errand, ErrandContext, Services } from './context.ts'
import type { Log } from './log.ts'
import { observeJob } from './metrics.ts'
import { runCommand, runErrand } from './run.ts'

/** Something that happens because of an event. Named after its effect; the name is kept in the delivery record. */
export interface Listener {
  readonly event: string | '*'
  readonly name: string
  readonly handle:
    | { kind: 'command'; run: Command<EventRecord, void> }
    | { kind: 'errand'; run: Errand<EventRecord, void> }
}

/** Something that happens by the clock, once per organisation. */
export interface Timer {
  readonly name: string
  readonly everyMinutes: number
  readonly handle:
    | { kind: 'command'; run: Command<void, unknown> }
    | { kind: 'errand'; run: Errand<void, unknown> }
}

/** A job that a command puts on the queue itself, now or later. */
export interface JobKind<P extends z.ZodType = z.ZodType> {
  readonly name: string
  readonly payload: P
  readonly run: Errand<z.output<P>, unknown>
  readonly attempts: number
}

export type JobDefinition = Listener | Timer | JobKind

/** Runs a command when the event happens; the delivery record is written in the same transaction. */
export function onEvent<P extends z.ZodType>(
  event: EventKind<P>,
  command: Command<EventRecord<P>, void>,
): Listener {
  return {
    event: event.name,
    name: command.name,
    handle: { kind: 'command', run: command as Command<EventRecord, void> },
  }
}

/** Runs an errand when the event happens. It may run twice after a crash, so it must be safe to repeat. */
export function onEventErrand<P extends z.ZodType>(
  event: EventKind<P>,
  errand: Errand<EventRecord<P>, void>,
): Listener {
  return {
    event: event.name,
    name: errand.name,
    handle: { kind: 'errand', run: errand as Errand<EventRecord, void> },
  }
}

/** Runs an errand for every event of the house (webhooks, feeds). */
export function onAnyEvent(errand: Errand<EventRecord, void>): Listener {
  return { event: '*', name: errand.name, handle: { kind: 'errand', run: errand } }
}

/** Runs a command for each organisation every so many minutes (`5m`, `1h`, `24h`). */
export function every(interval: `${number}${'m' | 'h'}`, command: Command<void, unknown>): Timer {
  return { name: command.name, everyMinutes: minutesOf(interval), handle: { kind: 'command', run: command } }
}

/** Like `every`, for work that reaches the outside world. */
export function everyErrand(interval: `${number}${'m' | 'h'}`, errand: Errand<void, unknown>): Timer {
  return { name: errand.name, everyMinutes: minutesOf(interval), handle: { kind: 'errand', run: errand } }
}

/** Declares a job; put it on the queue with `enqueue(ctx, kind, payload)`. */
export function defineJob<P extends z.ZodType>(
  name: string,
  payload: P,
  run: Errand<z.output<P>, unknown>,
  attempts = 12,
): JobKind<P> {
  return { name, payload, run, attempts }
}

export interface EnqueueOptions {
  /** ISO instant; now when missing. */
  runAt?: string
  /** A later job with the same key replaces this one while it waits. */
  key?: string
  /** Jobs of one queue run one after the other, in order. */
  queue?: string
}

/** Puts a job on the queue in the command's transaction: it runs if and only if the command commits. */
export async function enqueue<P extends z.ZodType>(
  ctx: CommandContext,
  kind: JobKind<P>,
  payload: z.input<P>,
  options: EnqueueOptions = {},
): Promise<void> {
  const body = JSON.stringify({ orgId: ctx.orgId, job: kind.name, payload: kind.payload.parse(payload) })
  const key = options.key ? `${ctx.orgId}:${kind.name}:${options.key}` : null
  await sql`select core.enqueue('job', ${[body]}::json[], ${options.queue ?? null}, ${options.runAt ?? null}, ${key},
    ${kind.attempts})`.execute(ctx.tx)
}

/** Puts several jobs of one kind on the queue in one statement; they run side by side. */
export async function enqueueMany<P extends z.ZodType>(
  ctx: CommandContext,
  kind: JobKind<P>,
  payloads: readonly z.input<P>[],
): Promise<void> {
  if (payloads.length === 0) return
  const bodies = payloads.map((payload) =>
    JSON.stringify({ orgId: ctx.orgId, job: kind.name, payload: kind.payload.parse(payload) }),
  )
  await sql`select core.enqueue('job', ${bodies}::json[], null, null, null, ${kind.attempts})`.execute(ctx.tx)
}

/** What is registered at start-up; commands ask it who listens. */
export interface JobQueue {
  listenersOf(eventName: string): string[]
  readonly listeners: ReadonlyMap<string, Listener>
  readonly timers: readonly Timer[]
  readonly kinds: ReadonlyMap<string, JobKind>
}

export function createJobQueue(definitions: readonly JobDefinition[]): JobQueue {
  const listeners = new Map<string, Listener>()
  const timers: Timer[] = []
  const kinds = new Map<string, JobKind>()
  for (const definition of definitions) {
    if ('event' in definition) {
      if (listeners.has(definition.name)) throw new Error(`Two listeners are called ${definition.name}.`)
      listeners.set(definition.name, definition)
    } else if ('everyMinutes' in definition) timers.push(definition)
    else kinds.set(definition.name, definition)
  }
  const byEvent = new Map<string, string[]>()
  for (const name of allEvents().keys()) {
    byEvent.set(
      name,
      [...listeners.values()]
        .filter(({ event }) => event === name || event === '*')
        .map((listener) => listener.name),
    )
  }
  return { listeners, timers, kinds, listenersOf: (name) => byEvent.get(name) ?? [] }
}

/** Deals with one event for one listener, once: a repeat finds the delivery record and does nothing. */
export async function deliver(
  services: Services,
  orgId: string,
  eventId: string,
  listenerName: string,
): Promise<void> {
  const listener = services.jobs.listeners.get(listenerName)
  if (!listener) throw new Error(`No listener is called ${listenerName}; was it removed?`)
  const who = { orgId, actor: system(listenerName) }
  const { handle } = listener
  if (handle.kind === 'command') {
    const deliverOnce = async (ctx: CommandContext) => {
      const event = await pendingEvent(ctx, eventId, listenerName)
      if (!event) return
      await handle.run(ctx, event)
      await recordDelivery(ctx, eventId, listenerName)
    }
    return runCommand(services, deliverOnce, undefined, who)
  }
  const errand = async (ctx: ErrandContext) => {
    const event = await ctx.command(
      (inner: CommandContext) => pendingEvent(inner, eventId, listenerName),
      undefined,
    )
    if (!event) return
    await handle.run(ctx, event)
    await ctx.command((inner: CommandContext) => recordDelivery(inner, eventId, listenerName), undefined)
  }
  return runErrand(services, errand, undefined, who)
}

async function pendingEvent(
  ctx: CommandContext,
  eventId: string,
  listener: string,
): Promise<EventRecord | null> {
  const { rows } = await sql<EventRecord>`
    select e.id, e.org_id as "orgId", e.name, e.payload, e.actor, e.occurred_at as "occurredAt"
    from core.events e
    where e.org_id = ${ctx.orgId} and e.id = ${eventId}
      and not exists (select from core.event_deliveries d
                      where d.org_id = ${ctx.orgId} and d.event_id = e.id and d.listener = ${listener})`.execute(
    ctx.tx,
  )
  const event = rows[0]
  if (!event) return null
  const kind = allEvents().get(event.name)
  return kind ? { ...event, payload: kind.payload.parse(event.payload) } : event
}

async function recordDelivery(ctx: CommandContext, eventId: string, listener: string): Promise<void> {
  await sql`insert into core.event_deliveries (org_id, event_id, listener, done_at)
    values (${ctx.orgId}, ${eventId}, ${listener}, ${ctx.now.toString()}) on conflict do nothing`.execute(
    ctx.tx,
  )
}

/** The three kinds of work on the queue, as graphile-worker tasks. */
export function taskList(services: Services): TaskList {
  const timed = (name: string, work: () => Promise<unknown>) => observeJob(services.log, name, work)
  return {
    listener: async (payload) => {
      const { orgId, eventId, listener } = payload as { orgId: string; eventId: string; listener: string }
      await timed(listener, () => deliver(services, orgId, eventId, listener))
    },
    job: async (payload) => {
      const { orgId, job, payload: input } = payload as { orgId: string; job: string; payload: unknown }
      const kind = services.jobs.kinds.get(job)
      if (!kind) throw new Error(`No job is called ${job}; was it removed?`)
      await timed(job, () =>
        runErrand(services, kind.run, kind.payload.parse(input), { orgId, actor: system(job) }),
      )
    },
    timer: async (payload) => {
      const { orgId, timer: name } = payload as { orgId: string; timer: string }
      const timer = services.jobs.timers.find((candidate) => candidate.name === name)
      if (!timer) return
      const who = { orgId, actor: system(name) }
      await timed(name, async () => {
        if (timer.handle.kind === 'command') return runCommand(services, timer.handle.run, undefined, who)
        return runErrand(services, timer.handle.run, undefined, who)
      })
    },
    tick: async (_payload, helpers) => {
      const minute = Math.floor(services.clock().epochMilliseconds / 60_000)
      const due = services.jobs.timers.filter((timer) => minute % timer.everyMinutes === 0)
      if (due.length === 0) return
      const { rows } = await helpers.query<{ id: string }>('select id from core.orgs')
      for (const { id: orgId } of rows) {
        for (const { name } of due) {
          await helpers.addJob(
            'timer',
            { orgId, timer: name },
            { jobKey: `timer:${orgId}:${name}`, maxAttempts: 3 },
          )
        }
      }
    },
    sweep: async (_payload, helpers) => {
      const query: OwnerQuery = (text, values) => helpers.query(text, values)
      await sweepEvents(services, query)
      await freeAbandoned(query)
    },
  }
}

type OwnerQuery = (text: string, values: unknown[]) => Promise<{ rows: unknown[] }>

/**
 * Puts events back on the queue whose job is gone although a listener never dealt with them. Runs as owner over
 * all organisations; the job key keeps a repeat from adding a second job.
 */
export async function sweepEvents(services: Services, query: OwnerQuery): Promise<number> {
  const wanted = [...allEvents().keys()].flatMap((name) =>
    services.jobs.listenersOf(name).map((listener) => ({ name, listener })),
  )
  const { rows } = await query(
    `select graphile_worker.add_job('listener', json_build_object('orgId', e.org_id, 'eventId', e.id, 'listener', w.listener),
            max_attempts => 12, job_key => 'sweep:' || e.id || ':' || w.listener, job_key_mode => 'preserve_run_at')
     from core.events e
     join unnest($1::text[], $2::text[]) as w(name, listener) on w.name = e.name
     where e.occurred_at between now() - interval '2 days' and now() - interval '2 minutes'
       and not exists (select from core.event_deliveries d
                       where d.org_id = e.org_id and d.event_id = e.id and d.listener = w.listener)
       and not exists (select from graphile_worker._private_jobs j
                       where j.payload->>'eventId' = e.id::text and j.payload->>'listener' = w.listener)`,
    [wanted.map(({ name }) => name), wanted.map(({ listener }) => listener)],
  )
  return rows.length
}

/**
 * Lets jobs run again whose process died over them; the queue itself would wait for hours. A job that was taken before
 * every process that now works jobs had begun is nobody's. Returns how many there were.
 */
export async function freeAbandoned(query: OwnerQuery): Promise<number> {
  const { rows } = await query(
    `with abandoned as (
       select locked_by from graphile_worker._private_jobs
       where locked_at < (select min(started_at) from core.processes
                          where role <> 'api' and seen_at > now() - interval '90 seconds'))
     select graphile_worker.force_unlock_workers(array_agg(distinct locked_by)), count(*)::int as n
     from abandoned having count(*) > 0`,
    [],
  )
  return (rows[0] as { n: number } | undefined)?.n ?? 0
}

/** Starts working the queue. `stop` lets running jobs finish. */
export async function startWorker(services: Services): Promise<{ stop(): Promise<void> }> {
  const pool = workerPool(services.db.ownerUrl, 6)
  const runner: Runner = await runWorker({
    pgPool: pool,
    concurrency: 4,
    noHandleSignals: true,
    logger: graphileLogger(services.log),
    taskList: taskList(services),
    crontab: '* * * * * tick ?max=1\n*/2 * * * * sweep ?max=1',
  })
  return {
    async stop() {
      await runner.stop()
      await pool.end()
    },
  }
}

/** A pool of the owner role for the queue, which brings its own SQL. A broken idle connection is replaced. */
export function workerPool(ownerUrl: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: ownerUrl, max })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** The queue's own words in our log: only what went wrong. */
export function graphileLogger(log: Log): Logger {
  return new Logger(() => (level, message) => {
    // Not its `meta`: that holds whole payloads.
    if (level === 'error') log.error(message)
    else if (level === 'warning') log.warn(message)
  })
}

function minutesOf(interval: string): number {
  const amount = Number.parseInt(interval, 10)
  return interval.endsWith('h') ? amount * 60 : amount
}

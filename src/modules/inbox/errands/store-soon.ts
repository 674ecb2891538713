import type { ErrandContext, Services } from '#platform/context.ts'
import { runCommand, runErrand } from '#platform/run.ts'
import { system } from '#values/actor.ts'
import { type NewDelivery, storeDeliveries, wakeIntake } from '../commands/store-deliveries.ts'
import { processDeliveries } from './process-deliveries.ts'

const MOST = 200
/** A job is put on the queue at most so often; the one that runs finds what came meanwhile. */
const WAKE_MS = 50
/** More than so many a second are a flood: they are worked in larger batches, and stored together with more others. */
const FLOOD_PER_SECOND = 200
const FLOOD_WAKE_MS = 250
const FLOOD_STORE_MS = 8

interface Waiting {
  delivery: NewDelivery
  done: () => void
  failed: (error: unknown) => void
}

/** What one organisation's vendors are posting at this moment. */
interface Desk {
  waiting: Waiting[]
  isBusy: boolean
  wokenAt: number
  /** How many were stored since then. */
  since: number
  isFlood: boolean
  timer: NodeJS.Timeout | undefined
}

const desks = new WeakMap<Services, Map<string, Desk>>()

/**
 * Stores a delivery together with those that come at the same moment, in one transaction, and returns when it is
 * committed. One transaction runs at a time for an organisation, so what is read in the order of ids is complete up to
 * there; whatever comes while it runs goes into the next.
 */
export function storeSoon(ctx: ErrandContext, delivery: NewDelivery): Promise<void> {
  const desk = deskOf(ctx)
  return new Promise((done, failed) => {
    desk.waiting.push({ delivery, done, failed })
    if (!desk.isBusy) void work(ctx, desk)
  })
}

async function work(ctx: ErrandContext, desk: Desk): Promise<void> {
  desk.isBusy = true
  // Those that came in the same turn of the event loop join.
  await new Promise((next) => setImmediate(next))
  while (desk.waiting.length > 0) {
    const startedAt = performance.now()
    const batch = desk.waiting.splice(0, MOST)
    const wake = wakesNow(ctx, desk)
    desk.since += batch.length
    const deliveries = batch.map(({ delivery }) => delivery)
    try {
      await command(ctx, storeDeliveries, { deliveries, wake })
      for (const { done } of batch) done()
      if (wake) workAtOnce(ctx)
    } catch (error) {
      for (const { failed } of batch) failed(error)
    }
    if (!wake) wakeLater(ctx, desk)
    const rest = FLOOD_STORE_MS - (performance.now() - startedAt)
    if (desk.isFlood && rest >= 1) await new Promise((next) => setTimeout(next, rest))
  }
  desk.isBusy = false
}

/** Whether the job is put on the queue together with the deliveries: what an open screen shows soonest. */
function wakesNow({ config }: ErrandContext, desk: Desk): boolean {
  // A test works the queue as soon as it has its answer.
  const isQuiet = config.env === 'test' || performance.now() - desk.wokenAt >= WAKE_MS
  if (!isQuiet || desk.timer) return false
  noteWoken(desk)
  return true
}

/**
 * The process that works jobs begins without waiting for the queue: an open screen has the message sooner. The job finds
 * nothing then; it is there for when this fails, or the process dies.
 */
function workAtOnce({ config, services, orgId, log }: ErrandContext): void {
  if (config.role === 'api' || config.env === 'test') return
  const who = { orgId, actor: system('intake') }
  runErrand(services, processDeliveries, undefined, who).catch((error: unknown) => {
    log.warn({ err: error }, 'deliveries could not be worked at once; the job will')
  })
}

function noteWoken(desk: Desk): void {
  const now = performance.now()
  desk.isFlood = desk.since / (now - desk.wokenAt) >= FLOOD_PER_SECOND / 1_000
  desk.wokenAt = now
  desk.since = 0
}

/**
 * In a flood the job is put on the queue beside the deliveries, so that nobody's answer waits for the job that runs. If
 * the process dies before, the next delivery or the timer of the minute has these worked.
 */
function wakeLater(ctx: ErrandContext, desk: Desk): void {
  desk.timer ??= setTimeout(
    () => {
      desk.timer = undefined
      noteWoken(desk)
      command(ctx, wakeIntake, undefined).catch((error: unknown) => {
        ctx.log.error({ err: error }, 'the intake could not be woken')
      })
    },
    desk.isFlood ? FLOOD_WAKE_MS : WAKE_MS,
  ).unref()
}

/** Under no visitor's name: the bodies of one transaction come from several requests. */
function command<I, O>(
  { services, orgId }: ErrandContext,
  run: Parameters<typeof runCommand<I, O>>[1],
  input: I,
): Promise<O> {
  return runCommand(services, run, input, { orgId, actor: system('intake') })
}

function deskOf({ services, orgId }: ErrandContext): Desk {
  const all = desks.get(services) ?? new Map<string, Desk>()
  desks.set(services, all)
  let desk = all.get(orgId)
  if (!desk) {
    desk = { waiting: [], isBusy: false, wokenAt: 0, since: 0, isFlood: false, timer: undefined }
    all.set(orgId, desk)
  }
  return desk
}

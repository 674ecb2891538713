import type { ErrandContext, Services } from '#platform/context.ts'
import { pgFault } from '#platform/db.ts'
import { AppError } from '#values/errors.ts'
import { vendorOf } from '../adapters/channel.ts'
import { type ReadDelivery, setDeliveryAside, workDeliveries } from '../commands/work-deliveries.ts'
import { listWaitingDeliveries, type WaitingDelivery } from '../queries/list-waiting-deliveries.ts'
import { loadAccount } from './account-of.ts'
import { readMail } from './read-mail.ts'

const AT_ONCE = 500
/** So many are read in one go; then whoever waits for an answer of this process comes first. */
const READ_AT_ONCE = 25
/** More than so many at a time are a flood: after a rest the next batch is larger, which costs less for each. */
const FLOOD = 50
const REST_MS = 100

/** Whether this process is at an organisation's deliveries, and whether more came since it last looked. */
interface Desk {
  isBusy: boolean
  isWanted: boolean
}

const desks = new WeakMap<Services, Map<string, Desk>>()

/**
 * Works what vendors posted, in the order of arrival, until nothing waits. One batch is one transaction; a delivery that
 * cannot be worked is found, set aside with its reason, and holds up nobody. Safe to run twice at once.
 */
export async function processDeliveries(ctx: ErrandContext): Promise<void> {
  const desk = deskOf(ctx)
  desk.isWanted = true
  if (desk.isBusy) return
  desk.isBusy = true
  try {
    while (desk.isWanted) {
      desk.isWanted = false
      await workWaiting(ctx)
    }
  } finally {
    desk.isBusy = false
  }
}

async function workWaiting(ctx: ErrandContext): Promise<void> {
  for (;;) {
    const waiting = await ctx.query(listWaitingDeliveries, AT_ONCE)
    if (waiting.length === 0) return
    if (!(await workAll(ctx, await readAll(ctx, waiting)))) return
    if (waiting.length > FLOOD && waiting.length < AT_ONCE) {
      await new Promise((next) => setTimeout(next, REST_MS))
    }
  }
}

function deskOf({ services, orgId }: ErrandContext): Desk {
  const all = desks.get(services) ?? new Map<string, Desk>()
  desks.set(services, all)
  const desk = all.get(orgId) ?? { isBusy: false, isWanted: false }
  all.set(orgId, desk)
  return desk
}

async function readAll(ctx: ErrandContext, waiting: readonly WaitingDelivery[]): Promise<ReadDelivery[]> {
  const read: ReadDelivery[] = []
  for (const [index, delivery] of waiting.entries()) {
    if (index % READ_AT_ONCE === READ_AT_ONCE - 1) await new Promise((next) => setImmediate(next))
    const { id, channelId, body, mediaType, receivedAt } = delivery
    try {
      const account = await loadAccount(ctx, channelId)
      const vendor = vendorOf(ctx.adapters, account)
      const parsed = vendor.readMail
        ? await readMail(ctx, account, delivery)
        : vendor.parse(account, body, mediaType)
      read.push({ id, channelId, receivedAt, parsed })
    } catch (error) {
      await setAside(ctx, id, error)
    }
  }
  return read
}

/** Halves a batch that fails until the delivery that it fails with stands alone. False: another process is at them. */
async function workAll(ctx: ErrandContext, batch: readonly ReadDelivery[]): Promise<boolean> {
  if (batch.length === 0) return true
  try {
    return await ctx.command(workDeliveries, batch)
  } catch (error) {
    if (isPassing(error)) throw error
    if (batch.length === 1) {
      await setAside(ctx, batch[0]!.id, error)
      return true
    }
    const half = Math.ceil(batch.length / 2)
    return (await workAll(ctx, batch.slice(0, half))) && (await workAll(ctx, batch.slice(half)))
  }
}

async function setAside(ctx: ErrandContext, id: string, error: unknown): Promise<void> {
  if (isPassing(error)) throw error
  ctx.log.error({ err: error, deliveryId: id }, 'a delivery could not be worked')
  const reason = error instanceof AppError ? error.message : 'a fault of ours, see the log'
  await ctx.command(setDeliveryAside, { id, reason })
}

/** Connections that end, servers that stop, locks that clash: nothing is wrong with the delivery, and the job comes again. */
function isPassing(error: unknown): boolean {
  const state = pgFault(error)?.state
  if (state) return /^(08|40|53|55|57P)/.test(state)
  const code = (error as NodeJS.ErrnoException | null)?.code
  return typeof code === 'string' && /^(ECONN|EPIPE|ETIMEDOUT)/.test(code)
}

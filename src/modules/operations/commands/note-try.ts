import type { CommandContext } from '#platform/context.ts'
import { newId } from '#values/ids.ts'
import { nextStep } from '../domain/retry-schedule.ts'
import { operationsTables } from '../tables.ts'
import { enqueueTry } from './queue-deliveries.ts'

/** A try that was made, and of which count it was. */
export interface MadeTry {
  deliveryId: string
  /** How many tries there were before. */
  triesBefore: number
  status: number | null
  ms: number
  error: string | null
  response: string | null
  retryAfter?: number
  /** Set when trying again is pointless until a person has changed something. */
  isFinal?: boolean
}

/**
 * Logs a try and plans the next. If another worker noted the same try meanwhile nothing is planned twice: the
 * condition on the count is repeated in the write.
 */
export async function noteTry(
  ctx: CommandContext,
  { deliveryId, triesBefore, isFinal = false, retryAfter, ...outcome }: MadeTry,
): Promise<'waiting' | 'delivered' | 'failed' | null> {
  const tries = triesBefore + 1
  const step = isFinal
    ? { status: 'failed' as const }
    : nextStep(tries, { status: outcome.status, retryAfter })
  const now = ctx.now.toString({ smallestUnit: 'millisecond' })
  const nextTryAt =
    step.status === 'waiting'
      ? ctx.now.add({ seconds: step.pauseSeconds }).toString({ smallestUnit: 'millisecond' })
      : null
  const noted = await operationsTables(ctx.tx)
    .updateTable('webhook_deliveries')
    .set({
      status: step.status,
      tries,
      next_try_at: nextTryAt,
      delivered_at: step.status === 'delivered' ? now : null,
    })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', deliveryId)
    .where('status', '=', 'waiting')
    .where('tries', '=', triesBefore)
    .returning('id')
    .executeTakeFirst()
  if (!noted) return null
  await operationsTables(ctx.tx)
    .insertInto('webhook_tries')
    .values({ org_id: ctx.orgId, id: newId(), delivery_id: deliveryId, at: now, ...outcome })
    .execute()
  if (nextTryAt) await enqueueTry(ctx, deliveryId, nextTryAt)
  return step.status
}

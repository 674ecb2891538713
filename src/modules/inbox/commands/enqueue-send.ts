import type { CommandContext } from '#platform/context.ts'
import { enqueue } from '#platform/jobs.ts'

/** The job that sends what waits on a channel; registered in `jobs/intake.ts`. */
export const SEND_QUEUED = 'sendQueued'

/**
 * Has the channel's queue worked, now or at an ISO instant. `key`: what asked, so that two commands about different
 * conversations do not wait for each other's job.
 */
export async function enqueueSend(
  ctx: CommandContext,
  channelId: string,
  key: string,
  runAt?: string,
): Promise<void> {
  const job = ctx.jobs.kinds.get(SEND_QUEUED)
  if (!job) throw new Error(`The job ${SEND_QUEUED} is not registered.`)
  await enqueue(ctx, job, { channelId }, { key, ...(runAt && { runAt }) })
}

/** Has the channel's queue worked again after a while. */
export async function planSend(
  ctx: CommandContext,
  { channelId, waitMs }: { channelId: string; waitMs: number },
): Promise<void> {
  const runAt = waitMs > 0 ? ctx.now.add({ milliseconds: waitMs }).toString() : undefined
  await enqueueSend(ctx, channelId, `on:${channelId}`, runAt)
}

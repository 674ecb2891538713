import type { CommandContext } from '#platform/context.ts'
import { enqueue } from '#platform/jobs.ts'
import { newId } from '#values/ids.ts'
import { storeDeliveries } from './store-deliveries.ts'

/** The job that posts what the sandbox reports; registered in `jobs/channels.ts`. */
export const TELL_SANDBOX = 'tellSandboxReports'

/** Has the sandbox's reports arrive later, all of one delay together. */
export async function planSandboxReports(
  ctx: CommandContext,
  { channelId, reports }: { channelId: string; reports: readonly { afterMs: number; body: string }[] },
): Promise<void> {
  const job = ctx.jobs.kinds.get(TELL_SANDBOX)
  if (!job) throw new Error(`The job ${TELL_SANDBOX} is not registered.`)
  for (const [afterMs, group] of Map.groupBy(reports, (report) => report.afterMs)) {
    const runAt = ctx.now.add({ milliseconds: afterMs }).toString()
    await enqueue(ctx, job, { channelId, bodies: group.map(({ body }) => body) }, { runAt })
  }
}

/** Puts the sandbox's reports among the deliveries, as if a vendor had posted them. */
export async function storeSandboxReports(
  ctx: CommandContext,
  { channelId, bodies, mediaType }: { channelId: string; bodies: readonly string[]; mediaType: string },
): Promise<void> {
  const receivedAt = ctx.now.toString({ smallestUnit: 'millisecond' })
  const deliveries = bodies.map((body) => ({
    id: newId(ctx.now.epochMilliseconds),
    ...{ channelId, body, mediaType, receivedAt },
  }))
  await storeDeliveries(ctx, { deliveries, wake: true })
}

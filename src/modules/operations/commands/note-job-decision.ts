import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { coreTables } from '#platform/tables.ts'
import { permit } from '#values/actor.ts'

/** Notes in the audit log that failed jobs are tried again. */
export async function noteRetriedJobs(
  ctx: CommandContext,
  { jobs }: { jobs: readonly { id: string; name: string }[] },
): Promise<void> {
  permit(ctx, 'system.manage')
  for (const { id, name } of jobs) {
    await audit(ctx, {
      action: 'job.retry',
      recordType: 'job',
      recordId: id,
      summary: `Failed job ${name} tried again`,
    })
  }
}

/**
 * Notes that a failed job is dropped. For a listener the event counts as dealt with, or the sweeper would put the
 * job back on the queue.
 */
export async function noteDroppedJob(
  ctx: CommandContext,
  job: { id: string; name: string; error: string; eventId: string | null },
): Promise<void> {
  permit(ctx, 'system.manage')
  if (job.eventId) {
    await coreTables(ctx.tx)
      .insertInto('event_deliveries')
      .values({ org_id: ctx.orgId, event_id: job.eventId, listener: job.name, done_at: ctx.now.toString() })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  await audit(ctx, {
    action: 'job.drop',
    recordType: 'job',
    recordId: job.id,
    summary: `Failed job ${job.name} dropped; its last error was: ${job.error.slice(0, 200)}`,
  })
}

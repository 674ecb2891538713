import type { ErrandContext } from '#platform/context.ts'
import * as queue from '#platform/jobs-admin.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { noteDroppedJob, noteRetriedJobs } from '../commands/note-job-decision.ts'
import type {
  dropFailedJob as dropContract,
  FailedJob,
  getFailedJob as getContract,
  listFailedJobs as listContract,
  retryAllFailedJobs as retryAllContract,
  retryFailedJob as retryContract,
} from '../contract.ts'
import { redact } from '../domain/redact.ts'
import { findEvent } from '../queries/find-event.ts'

const MOST_AT_ONCE = 500

/** Jobs of the organisation that failed and are not yet done; given up first (PLAT-081). */
export async function listFailedJobs(
  ctx: ErrandContext,
  { limit }: Input<typeof listContract>,
): Promise<Output<typeof listContract>> {
  permit(ctx, 'system.view')
  const { items, total } = await queue.listFailedJobs(ctx.services.db, ctx.orgId, limit)
  return { items: items.map(toContract), total }
}

/** One failed job with what it was given; secret links are hidden. */
export async function getFailedJob(
  ctx: ErrandContext,
  { jobId }: Input<typeof getContract>,
): Promise<Output<typeof getContract>> {
  permit(ctx, 'system.view')
  const job = await failedJob(ctx, jobId)
  const { eventId } = job.payload
  const event = typeof eventId === 'string' ? await ctx.query(findEvent, { eventId }) : null
  return {
    ...toContract(job),
    payload: redact(job.payload) as Record<string, unknown>,
    event: event && { ...event, payload: redact(event.payload) as Record<string, unknown> },
  }
}

/** Tries a failed job again now, with all tries anew. */
export async function retryFailedJob(
  ctx: ErrandContext,
  { jobId }: Input<typeof retryContract>,
): Promise<Output<typeof retryContract>> {
  permit(ctx, 'system.manage')
  const job = await failedJob(ctx, jobId)
  const retried = await queue.retryJobs(ctx.services.db, ctx.orgId, [jobId])
  if (retried === 0) throw new AppError('operations.job_running')
  await ctx.command(noteRetriedJobs, { jobs: [job] })
  tellScreens(ctx)
  return { retried }
}

/** Tries every job again that was given up. */
export async function retryAllFailedJobs(ctx: ErrandContext): Promise<Output<typeof retryAllContract>> {
  permit(ctx, 'system.manage')
  const { items } = await queue.listFailedJobs(ctx.services.db, ctx.orgId, MOST_AT_ONCE)
  const jobs = items.filter(({ state }) => state === 'given_up')
  const retried = await queue.retryJobs(
    ctx.services.db,
    ctx.orgId,
    jobs.map(({ id }) => id),
  )
  if (retried > 0) await ctx.command(noteRetriedJobs, { jobs })
  tellScreens(ctx)
  return { retried }
}

/** Takes a failed job off the queue for good. It is noted first: a crash in between leaves a job that does nothing. */
export async function dropFailedJob(
  ctx: ErrandContext,
  { jobId }: Input<typeof dropContract>,
): Promise<Output<typeof dropContract>> {
  permit(ctx, 'system.manage')
  const job = await failedJob(ctx, jobId)
  if (job.state === 'running') throw new AppError('operations.job_running')
  const { eventId } = job.payload
  await ctx.command(noteDroppedJob, { ...job, eventId: typeof eventId === 'string' ? eventId : null })
  await queue.dropJob(ctx.services.db, ctx.orgId, jobId)
  tellScreens(ctx)
  return { done: true }
}

async function failedJob(ctx: ErrandContext, jobId: string): Promise<queue.FailedJob> {
  const job = await queue.findFailedJob(ctx.services.db, ctx.orgId, jobId)
  if (!job) throw new AppError('operations.job_not_found')
  return job
}

function toContract({ payload: _payload, ...job }: queue.FailedJob): FailedJob {
  return { ...job, nextTryAt: job.state === 'given_up' ? null : job.nextTryAt }
}

/** The queue publishes no events, so other open lists are told directly. */
function tellScreens(ctx: ErrandContext): void {
  ctx.services.live.changed(ctx.orgId, [
    { topic: 'jobs', name: 'operations.jobs_changed', ids: [], at: new Date().toISOString() },
  ])
}

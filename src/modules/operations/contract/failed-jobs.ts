import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'

/** The queue's own number of a job. */
export const JobId = z.string().regex(/^\d{1,18}$/, 'This is not the number of a job.')

/** A job that failed at least once. */
export const FailedJob = z.object({
  id: JobId,
  /** What was to be done: `writeBookingConfirmation`. */
  name: z.string(),
  /** `listener`: because of an event; `job`: asked for by a command; `timer`: by the clock. */
  kind: z.enum(['listener', 'job', 'timer']),
  error: z.string(),
  attempts: z.number().int(),
  maxAttempts: z.number().int(),
  /** ISO instant; null when the tries are used up. */
  nextTryAt: z.string().nullable(),
  createdAt: z.string(),
  lastTryAt: z.string(),
  /** `given_up`: all tries used up; it waits for a person. */
  state: z.enum(['running', 'waiting', 'given_up']),
})
export type FailedJob = z.infer<typeof FailedJob>

/** A failed job with what it was given. */
export const FailedJobDetail = FailedJob.extend({
  payload: z.record(z.string(), z.unknown()),
  /** The event that caused it, for listeners. */
  event: z
    .object({
      name: z.string(),
      occurredAt: z.string(),
      actor: z.string(),
      payload: z.record(z.string(), z.unknown()),
    })
    .nullable(),
})
export type FailedJobDetail = z.infer<typeof FailedJobDetail>

const gone = ['operations.job_not_found']

/** Jobs of this organisation that failed and are not yet done (PLAT-081): given up first. */
export const listFailedJobs = endpoint({
  method: 'GET',
  path: '/api/v1/failed-jobs',
  summary: 'Jobs that failed and are not yet done; given up first',
  input: z.object({ limit: z.coerce.number().int().min(1).max(500).default(100) }),
  output: z.object({ items: z.array(FailedJob), total: z.number().int() }),
  access: 'system.view',
})

/** One failed job with payload and event. */
export const getFailedJob = endpoint({
  method: 'GET',
  path: '/api/v1/failed-jobs/:jobId',
  summary: 'One failed job: what it was given and why it failed',
  input: z.object({ jobId: JobId }),
  output: FailedJobDetail,
  errors: gone,
  access: 'system.view',
})

/** Runs a failed job now, with all tries anew. */
export const retryFailedJob = endpoint({
  method: 'POST',
  path: '/api/v1/failed-jobs/:jobId/retry',
  summary: 'Try a failed job again now',
  input: z.object({ jobId: JobId }),
  output: z.object({ retried: z.number().int() }),
  errors: [...gone, 'operations.job_running'],
  access: 'system.manage',
})

/** Runs every job again that has been given up. */
export const retryAllFailedJobs = endpoint({
  method: 'POST',
  path: '/api/v1/failed-jobs/retry-all',
  summary: 'Try every job again that was given up',
  input: z.object({}),
  output: z.object({ retried: z.number().int() }),
  access: 'system.manage',
})

/** Takes a failed job off the queue for good; what it was to do will not happen. */
export const dropFailedJob = endpoint({
  method: 'POST',
  path: '/api/v1/failed-jobs/:jobId/drop',
  summary: 'Drop a failed job: what it was to do will not happen',
  input: z.object({ jobId: JobId }),
  output: z.object({ done: z.literal(true) }),
  errors: [...gone, 'operations.job_running'],
  access: 'system.manage',
})

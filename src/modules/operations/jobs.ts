import { z } from 'zod'
import { defineJob, every, everyErrand, onAnyEvent } from '#platform/jobs.ts'
import { pruneOperationsLog } from './commands/prune-log.ts'
import { SEND_JOB } from './commands/queue-deliveries.ts'
import { queueWebhooks } from './errands/queue-webhooks.ts'
import { sendDelivery } from './errands/send-delivery.ts'
import { watchSystem } from './errands/watch-system.ts'

export const operationsJobs = [
  onAnyEvent(queueWebhooks),
  // The schedule of tries is ours and shown in the log; these attempts only bridge a crash or a lost database.
  defineJob(SEND_JOB, z.object({ deliveryId: z.uuid() }), sendDelivery, 6),
  everyErrand('1m', watchSystem),
  every('24h', pruneOperationsLog),
]

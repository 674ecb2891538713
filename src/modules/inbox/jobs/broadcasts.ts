import { z } from 'zod'
import { defineJob, type JobDefinition } from '#platform/jobs.ts'
import { sendRecipients } from '../commands/broadcasts/send-recipients.ts'
import { RUN_BROADCAST } from '../commands/broadcasts/start-broadcast.ts'

export const broadcastsJobs: readonly JobDefinition[] = [
  defineJob(RUN_BROADCAST, z.object({ broadcastId: z.uuid() }), (ctx, { broadcastId }) =>
    ctx.command(sendRecipients, broadcastId),
  ),
]

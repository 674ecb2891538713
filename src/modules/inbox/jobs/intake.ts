import { z } from 'zod'
import { defineJob, every, everyErrand, type JobDefinition } from '#platform/jobs.ts'
import { FETCH_MEDIA } from '../commands/enqueue-media.ts'
import { SEND_QUEUED } from '../commands/enqueue-send.ts'
import { fallBack } from '../commands/fall-back.ts'
import { FALL_BACK } from '../commands/note-failures.ts'
import { resumeSending } from '../commands/resume-sending.ts'
import { PROCESS_DELIVERIES } from '../commands/store-deliveries.ts'
import { tidyIntake } from '../commands/tidy-intake.ts'
import { fetchMedia } from '../errands/fetch-media.ts'
import { processDeliveries } from '../errands/process-deliveries.ts'
import { sendQueued } from '../errands/send-queued.ts'

const channel = z.object({ channelId: z.uuid() })

export const intakeJobs: readonly JobDefinition[] = [
  defineJob(PROCESS_DELIVERIES, z.object({}), processDeliveries),
  everyErrand('1m', processDeliveries),
  defineJob(FETCH_MEDIA, channel.extend({ attachmentIds: z.array(z.uuid()) }), fetchMedia),
  defineJob(SEND_QUEUED, channel, sendQueued),
  every('1m', resumeSending),
  defineJob(FALL_BACK, z.object({ messageId: z.uuid() }), (ctx, input) => ctx.command(fallBack, input)),
  every('24h', tidyIntake),
]

import { z } from 'zod'
import { defineJob, every, type JobDefinition } from '#platform/jobs.ts'
import { TELL_SANDBOX } from '../commands/plan-sandbox-reports.ts'
import { watchDeliveryRate } from '../commands/watch-delivery-rate.ts'
import { tellSandboxReports } from '../errands/tell-sandbox-reports.ts'

export const channelsJobs: readonly JobDefinition[] = [
  defineJob(TELL_SANDBOX, z.object({ channelId: z.uuid(), bodies: z.array(z.string()) }), tellSandboxReports),
  every('5m', watchDeliveryRate),
]

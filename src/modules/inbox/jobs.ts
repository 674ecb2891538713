import type { JobDefinition } from '#platform/jobs.ts'
import { botJobs } from './jobs/bot.ts'
import { broadcastsJobs } from './jobs/broadcasts.ts'
import { channelsJobs } from './jobs/channels.ts'
import { conversationsJobs } from './jobs/conversations.ts'
import { intakeJobs } from './jobs/intake.ts'
import { webchatJobs } from './jobs/webchat.ts'

export const jobs: readonly JobDefinition[] = [
  ...conversationsJobs,
  ...channelsJobs,
  ...intakeJobs,
  ...webchatJobs,
  ...botJobs,
  ...broadcastsJobs,
]

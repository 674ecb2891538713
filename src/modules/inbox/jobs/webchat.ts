import { every, everyErrand, type JobDefinition } from '#platform/jobs.ts'
import { forgetVisitors } from '../commands/forget-visitors.ts'
import { tidyMailFiles } from '../errands/tidy-mail-files.ts'

export const webchatJobs: readonly JobDefinition[] = [
  every('24h', forgetVisitors),
  everyErrand('24h', tidyMailFiles),
]

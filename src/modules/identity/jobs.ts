import { every, type JobDefinition } from '#platform/jobs.ts'
import { forgetOldAccess } from './commands/forget-old-access.ts'

export const jobs: JobDefinition[] = [every('24h', forgetOldAccess)]

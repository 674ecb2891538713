import type { JobDefinition } from '#platform/jobs.ts'

export const botJobs: readonly JobDefinition[] = []

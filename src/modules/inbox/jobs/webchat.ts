import type { JobDefinition } from '#platform/jobs.ts'

export const webchatJobs: readonly JobDefinition[] = []

import type { JobDefinition } from '#platform/jobs.ts'

export const conversationsJobs: readonly JobDefinition[] = []

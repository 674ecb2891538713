import type { JobDefinition } from '#platform/jobs.ts'

export const broadcastsJobs: readonly JobDefinition[] = []

import type { JobDefinition } from '#platform/jobs.ts'

export const channelsJobs: readonly JobDefinition[] = []

import type { JobDefinition } from '#platform/jobs.ts'

export const intakeJobs: readonly JobDefinition[] = []

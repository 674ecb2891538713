import type { JobDefinition } from '#platform/jobs.ts'

export const jobs: readonly JobDefinition[] = []

import { z } from 'zod'
import { defineJob, everyErrand, type JobDefinition } from '#platform/jobs.ts'
import { MAKE_EXPORT } from './commands/start-export.ts'
import { forgetOldExports } from './errands/forget-old-exports.ts'
import { makeExport } from './errands/make-export.ts'

export const jobs: readonly JobDefinition[] = [
  defineJob(MAKE_EXPORT, z.object({ exportId: z.uuid() }), makeExport, 3),
  everyErrand('24h', forgetOldExports),
]

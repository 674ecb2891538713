import { z } from 'zod'
import { defineJob, every, everyErrand, type JobDefinition } from '#platform/jobs.ts'
import { forgetVisitors } from '../commands/forget-visitors.ts'
import { MAIL_MISSED_ANSWERS } from '../commands/plan-visitor-mail.ts'
import { mailMissedAnswers } from '../errands/mail-missed-answers.ts'
import { tidyMailFiles } from '../errands/tidy-mail-files.ts'

export const webchatJobs: readonly JobDefinition[] = [
  defineJob(MAIL_MISSED_ANSWERS, z.object({ conversationId: z.uuid() }), mailMissedAnswers, 6),
  every('24h', forgetVisitors),
  everyErrand('24h', tidyMailFiles),
]

import type { CommandContext } from '#platform/context.ts'
import { enqueue } from '#platform/jobs.ts'
import { MISSED_MINUTES } from '../domain/missed-answers.ts'

/** The job that mails what a visitor did not see; registered in `jobs/webchat.ts`. */
export const MAIL_MISSED_ANSWERS = 'mailMissedAnswers'

/** Has a web chat looked at in some minutes, whether its visitor saw the answer. A further answer makes it later. */
export async function planVisitorMail(ctx: CommandContext, conversationId: string): Promise<void> {
  const runAt = ctx.now.add({ minutes: MISSED_MINUTES }).toString()
  const kind = ctx.jobs.kinds.get(MAIL_MISSED_ANSWERS)!
  const queue = `visitor-mail:${conversationId}`
  await enqueue(ctx, kind, { conversationId }, { runAt, key: conversationId, queue })
}

import type { CommandContext } from '#platform/context.ts'
import { enqueue } from '#platform/jobs.ts'

/** The job that sends one message; registered in `jobs.ts`. */
export const SEND_MESSAGE = 'sendMessage'

/** Puts the next try of a message on the queue; `runAt` is an ISO instant, now when missing. */
export async function enqueueMessage(ctx: CommandContext, messageId: string, runAt?: string): Promise<void> {
  const job = ctx.jobs.kinds.get(SEND_MESSAGE)
  if (!job) throw new Error(`The job ${SEND_MESSAGE} is not registered.`)
  await enqueue(ctx, job, { messageId }, { key: messageId, ...(runAt && { runAt }) })
}

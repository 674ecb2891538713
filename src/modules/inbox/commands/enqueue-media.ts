import type { CommandContext } from '#platform/context.ts'
import { enqueue } from '#platform/jobs.ts'

/** The job that fetches files from a channel's vendor; registered in `jobs/intake.ts`. */
export const FETCH_MEDIA = 'fetchMedia'

/** Has files fetched that came with messages. */
export async function enqueueMedia(
  ctx: CommandContext,
  channelId: string,
  attachmentIds: readonly string[],
): Promise<void> {
  if (attachmentIds.length === 0) return
  const job = ctx.jobs.kinds.get(FETCH_MEDIA)
  if (!job) throw new Error(`The job ${FETCH_MEDIA} is not registered.`)
  await enqueue(ctx, job, { channelId, attachmentIds })
}

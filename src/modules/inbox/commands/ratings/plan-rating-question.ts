import type { CommandContext } from '#platform/context.ts'
import { enqueue } from '#platform/jobs.ts'
import type { EventRecord } from '#values/event.ts'
import { QUESTION_AFTER_MINUTES } from '../../domain/satisfaction.ts'
import type { conversationResolved } from '../../events.ts'
import { loadInboxSettings } from '../../queries/inbox-settings.ts'

/** The job that asks; registered in `jobs/conversations.ts`. */
export const ASK_FOR_RATING = 'askForRating'

/** Has the customer asked "How did we do?" a little later, if it is still resolved then. */
export async function planRatingQuestion(
  ctx: CommandContext,
  { payload }: EventRecord<typeof conversationResolved.payload>,
): Promise<void> {
  const { ratingEnabled } = await loadInboxSettings(ctx)
  if (!ratingEnabled || payload.channelKind === 'phone') return
  const { conversationId } = payload
  const runAt = ctx.now.add({ minutes: QUESTION_AFTER_MINUTES }).toString()
  await enqueue(ctx, ctx.jobs.kinds.get(ASK_FOR_RATING)!, { conversationId }, { runAt, key: conversationId })
}

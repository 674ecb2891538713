import type { CommandContext } from '#platform/context.ts'
import { recordOfToken } from '#platform/token.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type { giveRating as contract } from '../contract/ratings.ts'
import { getPublicRating } from '../queries/get-public-rating.ts'
import { noteScores } from './note-rating.ts'

/** The customer answers by the link; may be changed while the link is known. The same answer again changes nothing. */
export async function giveRating(
  ctx: CommandContext,
  { token, score, comment }: Input<typeof contract>,
): Promise<Output<typeof contract>> {
  const before = await getPublicRating(ctx, { token })
  if (before.score === score && before.comment === comment) return before
  await noteScores(ctx, [{ ratingId: recordOfToken(ctx, 'rating', token), score, comment }])
  return { ...before, score, comment }
}

import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'

const DAYS = 7

/** The latest unanswered "How did we do?" of resolved conversations, asked in the last days: rating id by conversation. */
export async function loadOpenQuestions(
  ctx: QueryContext,
  conversations: readonly { id: string; status: string }[],
): Promise<Map<string, string>> {
  const ids = conversations.filter(({ status }) => status === 'resolved').map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ conversationId: string; ratingId: string }>`
    select distinct on (conversation_id) conversation_id as "conversationId", id as "ratingId" from inbox.ratings
    where org_id = ${ctx.orgId} and conversation_id = any(${ids}::uuid[]) and answered_at is null
      and asked_at > ${ctx.now.subtract({ hours: 24 * DAYS }).toString()}
    order by conversation_id, asked_at desc`.execute(ctx.tx)
  return new Map(rows.map(({ conversationId, ratingId }) => [conversationId, ratingId]))
}

import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publishMany } from '#platform/events.ts'
import { type ConversationFacts, ratingGiven } from '../events.ts'
import { noteActs } from './note-acts.ts'

/** An answer to "How did we do?". */
export interface Score {
  ratingId: string
  /** 1 to 5. */
  score: number
  /** Missing: the words from before stay. */
  comment?: string
}

/**
 * Keeps scores that customers gave, by a message or by the link; a new answer to the same question replaces the old one.
 * Tells of each. A fixed number of statements. Asks no permission: customers give them.
 */
export async function noteScores(ctx: CommandContext, scores: readonly Score[]): Promise<void> {
  if (scores.length === 0) return
  const { rows } = await sql<ConversationFacts & { score: number }>`
    update inbox.ratings r set score = s.score, comment = coalesce(s.comment, r.comment), answered_at = ${ctx.now.toString()}
    from unnest(${scores.map(({ ratingId }) => ratingId)}::uuid[], ${scores.map(({ score }) => score)}::int[],
      ${scores.map(({ comment }) => comment ?? null)}::text[]) as s (id, score, comment),
      inbox.conversations c, inbox.channels ch, inbox.contacts p
    where r.org_id = ${ctx.orgId} and r.id = s.id and c.org_id = r.org_id and c.id = r.conversation_id
      and ch.org_id = c.org_id and ch.id = c.channel_id and p.org_id = c.org_id and p.id = c.contact_id
    returning c.id as "conversationId", c.number, c.channel_id as "channelId", ch.kind as "channelKind",
      c.contact_id as "contactId", p.name as "contactName", c.client_id as "clientId", c.assignee_id as "assigneeId",
      c.status, s.score`.execute(ctx.tx)
  await Promise.all([
    noteActs(
      ctx,
      rows.map(({ conversationId, contactName, score }) => ({
        conversationId,
        event: 'rated',
        body: `${contactName} rated this conversation ${score} of 5.`,
        data: { score },
      })),
    ),
    publishMany(
      ctx,
      rows.map((row) => ratingGiven(row)),
    ),
  ])
}

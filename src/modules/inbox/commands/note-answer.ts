import type { CommandContext } from '#platform/context.ts'
import type { AuthorKind, HandledBy } from '../contract/words.ts'
import { openMs } from '../domain/sla.ts'
import type { Sendable } from '../queries/sendable.ts'
import { loadSlaRules } from '../queries/sla-rules.ts'
import { inboxTables } from '../tables.ts'

interface Answer {
  messageId: string
  /** Messages written at once. */
  count: number
  authorKind: AuthorKind
  authorId: string | null
  preview: string
  /** It ends the customer's wait and counts as handling. */
  answers: boolean
}

/** What a message of ours changes in its conversation; when the customer waited, the reply is kept as a fact. */
export async function noteAnswer(ctx: CommandContext, to: Sendable, answer: Answer): Promise<void> {
  const now = ctx.now.toString()
  const wait = answer.answers && to.waitingSince !== null ? await noteReply(ctx, to, answer) : null
  const isFirst = wait !== null && to.firstReplyAt === null
  await inboxTables(ctx.tx)
    .updateTable('conversations')
    .set((row) => ({
      last_message_at: now,
      last_preview: answer.preview,
      last_author: answer.authorKind,
      message_count: row('message_count', '+', answer.count),
      ...(answer.answers && { handled_by: handledBy(to.handledBy, answer.authorKind) }),
      ...(wait && { waiting_since: null, due_at: null }),
      ...(isFirst && {
        first_reply_at: now,
        first_reply_by: answer.authorKind === 'agent' ? answer.authorId : null,
        first_reply_ms: wait.ms,
        first_reply_open_ms: wait.openMs,
        ...(to.firstSla === 'pending' && { first_sla: isLate(to.firstDueAt, now) ? 'breached' : 'met' }),
      }),
    }))
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', to.conversationId)
    .execute()
}

async function noteReply(ctx: CommandContext, to: Sendable, answer: Answer) {
  const now = ctx.now.toString()
  const from = to.waitingSince!
  const ms = Math.max(0, ctx.now.epochMilliseconds - Date.parse(from))
  const open = openMs(await loadSlaRules(ctx), from, now)
  await inboxTables(ctx.tx)
    .insertInto('replies')
    .values({
      org_id: ctx.orgId,
      id: answer.messageId,
      conversation_id: to.conversationId,
      channel_id: to.channelId,
      agent_id: answer.authorKind === 'agent' ? answer.authorId : null,
      waited_from: from,
      replied_at: now,
      wait_ms: ms,
      wait_open_ms: open,
      is_first: to.firstReplyAt === null,
      is_within: to.dueAt === null ? null : !isLate(to.dueAt, now),
    })
    .execute()
  return { ms, openMs: open }
}

function isLate(dueAt: string | null, now: string): boolean {
  return dueAt !== null && Date.parse(now) > Date.parse(dueAt)
}

function handledBy(before: HandledBy, author: AuthorKind): HandledBy {
  const now = author === 'bot' ? 'bot' : 'agent'
  return before === 'nobody' || before === now ? now : 'both'
}

import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publishMany } from '#platform/events.ts'
import { invalidInput } from '#values/errors.ts'
import { conversationChanged } from '../events.ts'
import { byWords } from './by-words.ts'
import type { LockedConversation } from './change-conversations.ts'
import { conversationFacts } from './conversation-facts.ts'
import { noteActs } from './note-acts.ts'

/** Puts the locked conversations that are not resolved aside until an instant to come. Returns those that changed. */
export async function snoozeConversations(
  ctx: CommandContext,
  locked: readonly LockedConversation[],
  until: string,
): Promise<LockedConversation[]> {
  if (Date.parse(until) <= ctx.now.epochMilliseconds)
    throw invalidInput([{ path: ['until'], message: 'Choose a time to come.' }])
  const rows = locked.filter(
    ({ status, snoozedUntil }) => status !== 'resolved' && !(status === 'snoozed' && snoozedUntil === until),
  )
  if (rows.length === 0) return []
  const by = byWords(ctx)
  await Promise.all([
    sql`update inbox.conversations set status = 'snoozed', snoozed_until = ${until}
      where org_id = ${ctx.orgId} and id = any(${rows.map(({ conversationId }) => conversationId)}::uuid[])
        and status <> 'resolved'`.execute(ctx.tx),
    noteActs(
      ctx,
      rows.map(({ conversationId }) => ({
        conversationId,
        event: 'snoozed',
        body: `${by} put this conversation aside.`,
        data: { until },
      })),
    ),
    publishMany(
      ctx,
      rows.map((row) =>
        conversationChanged({ ...conversationFacts(row), status: 'snoozed', change: 'snoozed' }),
      ),
    ),
  ])
  return rows
}

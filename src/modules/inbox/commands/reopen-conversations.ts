import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publishMany } from '#platform/events.ts'
import { nextDue, type SlaRules } from '../domain/sla.ts'
import { conversationChanged, conversationReopened } from '../events.ts'
import { loadSlaRules } from '../queries/sla-rules.ts'
import { byWords } from './by-words.ts'
import type { LockedConversation } from './change-conversations.ts'
import { conversationFacts } from './conversation-facts.ts'
import { noteActs } from './note-acts.ts'

/**
 * Opens the locked conversations that are resolved or put aside. What was owed when one was resolved is owed again: a
 * customer whose message is the last one waits since then. Returns those that changed.
 */
export async function reopenConversations(
  ctx: CommandContext,
  locked: readonly LockedConversation[],
): Promise<LockedConversation[]> {
  const shut = locked.filter(({ status }) => status !== 'open')
  if (shut.length === 0) return []
  const rules = await loadSlaRules(ctx)
  const rows = shut.map((one) => ({ ...one, ...owedAgain(rules, one) }))
  const column = <T>(value: (row: (typeof rows)[number]) => T) => rows.map(value)
  const ids = column(({ conversationId }) => conversationId)
  const now = ctx.now.toString()
  await Promise.all([
    sql`
      update inbox.conversations c set status = 'open', snoozed_until = null, resolved_at = null, resolved_by = null,
        reopened_count = c.reopened_count + (c.status = 'resolved')::int,
        waiting_since = u.waiting_since, due_at = u.due_at,
        first_sla = case when u.owes_first and c.first_sla = 'none' then 'pending' else c.first_sla end,
        resolution_sla = case when c.resolution_due_at > ${now} and c.resolution_sla <> 'breached' then 'pending'
          else c.resolution_sla end
      from unnest(${ids}::uuid[], ${column(({ waitingSince }) => waitingSince)}::timestamptz[],
        ${column(({ dueAt }) => dueAt)}::timestamptz[], ${column(({ owesFirst }) => owesFirst)}::bool[])
        as u (id, waiting_since, due_at, owes_first)
      where c.org_id = ${ctx.orgId} and c.id = u.id and c.status <> 'open'`.execute(ctx.tx),
    sql`update inbox.resolutions set reopened_at = ${now}
      where org_id = ${ctx.orgId} and conversation_id = any(${ids}::uuid[]) and reopened_at is null`.execute(
      ctx.tx,
    ),
    noteActs(
      ctx,
      rows.map(({ conversationId, status }) => ({
        conversationId,
        event: status === 'resolved' ? 'reopened' : 'woken',
        body: wordsOf(ctx, status),
      })),
    ),
    publishMany(
      ctx,
      rows.map((row) => {
        const facts = { ...conversationFacts(row), status: 'open' }
        return row.status === 'resolved'
          ? conversationReopened({ ...facts, by: 'agent' })
          : conversationChanged({ ...facts, change: 'woken' })
      }),
    ),
  ])
  return rows
}

function wordsOf(ctx: CommandContext, status: LockedConversation['status']): string {
  if (status === 'resolved') return `${byWords(ctx)} opened this conversation again.`
  if (ctx.actor.kind === 'system') return 'The time has come: this conversation is back.'
  return `${byWords(ctx)} brought this conversation back.`
}

function owedAgain(rules: SlaRules, one: LockedConversation) {
  if (one.status === 'snoozed') return { waitingSince: one.waitingSince, dueAt: one.dueAt, owesFirst: false }
  const waitingSince = one.lastAuthor === 'contact' ? (one.lastIncomingAt ?? null) : null
  if (waitingSince === null) return { waitingSince, dueAt: null, owesFirst: false }
  const owesFirst = one.firstReplyAt === null && one.firstDueAt !== null
  const dueAt = owesFirst ? one.firstDueAt : nextDue(rules, { policyId: one.policyId, at: waitingSince })
  return { waitingSince, dueAt, owesFirst }
}

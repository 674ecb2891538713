import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publishMany } from '#platform/events.ts'
import type { Priority } from '../contract/words.ts'
import { priorityWords } from '../domain/act-words.ts'
import { replan } from '../domain/sla.ts'
import { conversationChanged } from '../events.ts'
import { loadSlaRules } from '../queries/sla-rules.ts'
import { byWords } from './by-words.ts'
import type { LockedConversation } from './change-conversations.ts'
import { conversationFacts } from './conversation-facts.ts'
import { noteActs } from './note-acts.ts'

/** Sets the priority of the locked conversations and plans their due times anew. Returns those that changed. */
export async function prioritiseConversations(
  ctx: CommandContext,
  locked: readonly LockedConversation[],
  priority: Priority,
): Promise<LockedConversation[]> {
  const rows = locked.filter((one) => one.priority !== priority)
  if (rows.length === 0) return []
  const rules = await loadSlaRules(ctx)
  const planned = rows.map((row) => ({
    id: row.conversationId,
    ...replan(rules, { ...row, priority, isResolved: row.status === 'resolved' }),
  }))
  const column = <T>(value: (row: (typeof planned)[number]) => T) => planned.map(value)
  const by = byWords(ctx)
  await Promise.all([
    sql`
      update inbox.conversations c set priority = ${priority}, sla_policy_id = p.policy_id, first_due_at = p.first_due_at,
        due_at = p.due_at, first_sla = p.first_sla, resolution_due_at = p.resolution_due_at, resolution_sla = p.resolution_sla
      from unnest(${column(({ id }) => id)}::uuid[], ${column(({ policyId }) => policyId)}::uuid[],
        ${column(({ firstDueAt }) => firstDueAt)}::timestamptz[], ${column(({ dueAt }) => dueAt)}::timestamptz[],
        ${column(({ firstSla }) => firstSla)}::text[], ${column(({ resolutionDueAt }) => resolutionDueAt)}::timestamptz[],
        ${column(({ resolutionSla }) => resolutionSla)}::text[])
        as p (id, policy_id, first_due_at, due_at, first_sla, resolution_due_at, resolution_sla)
      where c.org_id = ${ctx.orgId} and c.id = p.id`.execute(ctx.tx),
    noteActs(
      ctx,
      rows.map(({ conversationId, priority: before }) => ({
        conversationId,
        event: 'priority',
        body: priorityWords(by, priority),
        data: { priority, before },
      })),
    ),
    publishMany(
      ctx,
      rows.map((row) => conversationChanged({ ...conversationFacts(row), change: 'priority' })),
    ),
  ])
  return rows
}

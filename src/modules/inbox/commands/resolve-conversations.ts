import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publishMany } from '#platform/events.ts'
import { newId } from '#values/ids.ts'
import { openMs } from '../domain/sla.ts'
import { conversationResolved } from '../events.ts'
import { loadSlaRules } from '../queries/sla-rules.ts'
import { byWords } from './by-words.ts'
import type { LockedConversation } from './change-conversations.ts'
import { conversationFacts } from './conversation-facts.ts'
import { noteActs } from './note-acts.ts'

export type ResolvedBy = 'agent' | 'bot' | 'system'

/**
 * Resolves the locked conversations that are not resolved yet, keeps each resolution with the time it took (from the
 * beginning, or from when it was last opened again) and tells of it. The number of statements is fixed.
 */
export async function resolveConversations(
  ctx: CommandContext,
  locked: readonly LockedConversation[],
  by: ResolvedBy,
): Promise<LockedConversation[]> {
  const open = locked.filter(({ status }) => status !== 'resolved')
  if (open.length === 0) return []
  const now = ctx.now.toString()
  const rules = await loadSlaRules(ctx)
  const rows = open.map((one) => {
    const from = one.reopenedAt ?? one.openedAt
    const tookMs = Math.max(0, ctx.now.epochMilliseconds - Date.parse(from))
    return {
      ...one,
      resolutionId: newId(ctx.now.epochMilliseconds),
      tookMs,
      tookOpenMs: openMs(rules, from, now),
    }
  })
  const agentId = by === 'agent' && ctx.actor.kind === 'user' ? ctx.actor.memberId : null
  const words =
    by === 'bot' ? 'The bot resolved this conversation.' : `${byWords(ctx)} resolved this conversation.`
  await Promise.all([
    writeResolved(
      ctx,
      rows.map(({ conversationId }) => conversationId),
      agentId,
    ),
    sql`
      insert into inbox.resolutions (org_id, id, conversation_id, channel_id, agent_id, by_kind, resolved_at, took_ms, took_open_ms)
      select o.id, r.id, r.conversation_id, r.channel_id, ${agentId}, ${by}, ${now}, r.took_ms, r.took_open_ms
      from core.orgs o, unnest(${rows.map(({ resolutionId }) => resolutionId)}::uuid[], ${rows.map(({ conversationId }) => conversationId)}::uuid[],
        ${rows.map(({ channelId }) => channelId)}::uuid[], ${rows.map(({ tookMs }) => tookMs)}::bigint[],
        ${rows.map(({ tookOpenMs }) => tookOpenMs)}::bigint[]) as r (id, conversation_id, channel_id, took_ms, took_open_ms)
      where o.id = ${ctx.orgId}`.execute(ctx.tx),
    noteActs(
      ctx,
      rows.map(({ conversationId }) => ({ conversationId, event: 'resolved', body: words })),
    ),
    publishMany(
      ctx,
      rows.map((row) =>
        conversationResolved({ ...conversationFacts(row), status: 'resolved', by, tookMs: row.tookMs }),
      ),
    ),
  ])
  return rows
}

/** A first answer that nobody gave is no longer owed; one that is overdue stays a breach. */
async function writeResolved(
  ctx: CommandContext,
  ids: readonly string[],
  agentId: string | null,
): Promise<void> {
  const now = ctx.now.toString()
  await sql`
    update inbox.conversations set status = 'resolved', resolved_at = ${now}, resolved_by = ${agentId},
      snoozed_until = null, waiting_since = null, due_at = null,
      first_sla = case when first_sla <> 'pending' then first_sla when first_due_at < ${now} then 'breached' else 'none' end,
      resolution_sla = case when resolution_sla <> 'pending' then resolution_sla
        when resolution_due_at < ${now} then 'breached' else 'met' end
    where org_id = ${ctx.orgId} and id = any(${[...ids]}::uuid[]) and status <> 'resolved'`.execute(ctx.tx)
}

import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { firstDue, nextDue, type SlaRules } from '../domain/sla.ts'
import type { ChannelRow } from '../queries/channel.ts'
import type { OpenedPlan } from './open-conversations.ts'

/**
 * What new messages change in conversations that were there before. Their rows are locked since they were read, so what
 * was decided from them still holds. One statement.
 */
export async function continueConversations(
  ctx: CommandContext,
  channel: ChannelRow,
  rules: SlaRules,
  plans: readonly OpenedPlan[],
): Promise<void> {
  if (plans.length === 0) return
  const rows = plans.map((plan) => ({ ...plan, known: plan.known!, ...owedTo(channel, rules, plan) }))
  const column = <T>(value: (row: (typeof rows)[number]) => T) => rows.map(value)
  const now = ctx.now.toString()
  await sql`
    update inbox.conversations c set
      message_count = c.message_count + u.count,
      client_id = coalesce(c.client_id, u.client_id),
      opened_at = case when u.reopens and u.is_first then u.wait_from else c.opened_at end,
      last_message_at = case when u.preview is null then c.last_message_at else greatest(c.last_message_at, u.last_at) end,
      last_incoming_at = greatest(c.last_incoming_at, u.last_at),
      last_preview = coalesce(u.preview, c.last_preview),
      last_author = case when u.preview is null then c.last_author else 'contact' end,
      waiting_since = case when u.begins then u.wait_from else c.waiting_since end,
      due_at = case when u.begins then u.due_at else c.due_at end,
      sla_policy_id = coalesce(u.policy_id, c.sla_policy_id),
      first_due_at = case when u.is_first then u.due_at else c.first_due_at end,
      first_sla = case when u.is_first and u.due_at is not null then 'pending' else c.first_sla end,
      resolution_due_at = case when u.is_first then u.resolution_due_at else c.resolution_due_at end,
      resolution_sla = case when u.is_first and u.resolution_due_at is not null then 'pending'
        when u.reopens and c.resolution_due_at > ${now} and c.resolution_sla <> 'breached' then 'pending'
        else c.resolution_sla end,
      status = case when u.wait_from is null then c.status else 'open' end,
      snoozed_until = case when u.wait_from is null then c.snoozed_until end,
      resolved_at = case when not u.reopens then c.resolved_at end,
      resolved_by = case when not u.reopens then c.resolved_by end,
      reopened_count = c.reopened_count + (u.reopens and not u.is_first)::int
    from unnest(${column(({ known }) => known.id)}::uuid[], ${column(({ messages }) => messages.length)}::int[],
      ${column(({ contact }) => contact.clientId)}::uuid[], ${column(({ summary }) => summary.lastAt)}::timestamptz[],
      ${column(({ summary }) => summary.preview)}::text[], ${column(({ summary }) => summary.waitFrom)}::timestamptz[],
      ${column(({ begins }) => begins)}::bool[], ${column(({ isFirst }) => isFirst)}::bool[],
      ${column(({ dueAt }) => dueAt)}::timestamptz[], ${column(({ policyId }) => policyId)}::uuid[],
      ${column(({ resolutionDueAt }) => resolutionDueAt)}::timestamptz[],
      ${column(({ isReopened }) => isReopened)}::bool[])
      as u (id, count, client_id, last_at, preview, wait_from, begins, is_first, due_at, policy_id, resolution_due_at,
            reopens)
    where c.org_id = ${ctx.orgId} and c.id = u.id`.execute(ctx.tx)
}

/**
 * What is promised to somebody who begins to wait: the first answer where only we had written so far, else the next
 * one. Nothing changes for those who wait already.
 */
function owedTo({ kind }: ChannelRow, rules: SlaRules, { known, summary, isReopened }: OpenedPlan) {
  const { waitFrom } = summary
  const { hasIncoming, waitingSince, priority, policyId } = known!
  const nothing = { isFirst: false, dueAt: null, policyId: null, resolutionDueAt: null }
  if (waitFrom === null || (!isReopened && waitingSince !== null)) return { ...nothing, begins: false }
  if (hasIncoming) {
    return { ...nothing, begins: true, dueAt: nextDue(rules, { policyId, at: waitFrom }) }
  }
  const first = firstDue(rules, { channelKind: kind, priority, at: waitFrom })
  return { ...nothing, ...first, begins: true, isFirst: true }
}

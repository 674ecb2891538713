import { type RawBuilder, sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import type { ChannelKind, ConversationStatus, Priority, SlaState } from '../contract/words.ts'

/** A conversation locked for a change: what the rules about it ask for. */
export interface LockedConversation {
  conversationId: string
  number: number
  channelId: string
  channelKind: ChannelKind
  contactId: string
  contactName: string
  clientId: string | null
  assigneeId: string | null
  teamId: string | null
  status: ConversationStatus
  priority: Priority
  labels: string[]
  snoozedUntil: string | null
  openedAt: string
  lastIncomingAt: string | null
  lastAuthor: string
  waitingSince: string | null
  policyId: string | null
  dueAt: string | null
  /** The due time whose passing was told. */
  dueToldAt: string | null
  firstDueAt: string | null
  firstReplyAt: string | null
  firstSla: SlaState
  resolutionDueAt: string | null
  resolutionSla: SlaState
  resolvedAt: string | null
  /** When it was last opened again; null when never. */
  reopenedAt: string | null
}

/**
 * The conversations among these, locked in the order of their ids until the commit: of two people who change one at
 * once, the second decides from what the first has left. Unknown ids are left out.
 */
export async function lockConversations(
  ctx: CommandContext,
  ids: readonly string[],
): Promise<LockedConversation[]> {
  return lockWhere(ctx, sql`c.id = any(${[...ids]}::uuid[])`)
}

/** The same for the conversations that fulfil a condition over `inbox.conversations as c`. */
export async function lockWhere(
  ctx: CommandContext,
  condition: RawBuilder<unknown>,
): Promise<LockedConversation[]> {
  const { rows } = await sql<LockedConversation>`
    select c.id as "conversationId", c.number, c.channel_id as "channelId", ch.kind as "channelKind",
      c.contact_id as "contactId", p.name as "contactName", c.client_id as "clientId",
      c.assignee_id as "assigneeId", c.team_id as "teamId", c.status, c.priority, c.labels,
      c.snoozed_until as "snoozedUntil", c.opened_at as "openedAt", c.last_incoming_at as "lastIncomingAt",
      c.last_author as "lastAuthor", c.waiting_since as "waitingSince", c.sla_policy_id as "policyId",
      c.due_at as "dueAt", c.due_told_at as "dueToldAt", c.first_due_at as "firstDueAt", c.first_reply_at as "firstReplyAt",
      c.first_sla as "firstSla", c.resolution_due_at as "resolutionDueAt", c.resolution_sla as "resolutionSla",
      c.resolved_at as "resolvedAt",
      (select max(r.reopened_at) from inbox.resolutions r
       where r.org_id = c.org_id and r.conversation_id = c.id) as "reopenedAt"
    from inbox.conversations c
    join inbox.channels ch on ch.org_id = c.org_id and ch.id = c.channel_id
    join inbox.contacts p on p.org_id = c.org_id and p.id = c.contact_id
    where c.org_id = ${ctx.orgId} and ${condition}
    order by c.id for update of c`.execute(ctx.tx)
  return rows
}

import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { AppError } from '#values/errors.ts'
import type { Conversation } from '../contract/conversations.ts'
import { loadPeople, nameOf } from './people.ts'

/** A conversation with the names of its own schema beside it; members' names are joined by `toConversations`. */
export type ConversationRow = Omit<Conversation, 'assigneeName'>

/**
 * The contract's columns of conversations, for `from` clauses over `inbox.conversations as c`; complete it with
 * conditions that say `c.org_id`. One that was merged shows the name of the contact it was merged into.
 */
export function selectConversation(ctx: QueryContext): {
  columns: RawBuilder<unknown>
  joins: RawBuilder<unknown>
} {
  const memberId = ctx.actor.kind === 'user' ? ctx.actor.memberId : null
  return {
    columns: sql`c.id, c.number, c.channel_id as "channelId", ch.kind as "channelKind", ch.name as "channelName",
      coalesce(k.id, p.id) as "contactId", coalesce(k.name, p.name) as "contactName",
      ${addressOf} as "contactAddress", c.client_id as "clientId", c.subject, c.status,
      c.assignee_id as "assigneeId", c.team_id as "teamId", t.name as "teamName", c.priority, c.labels,
      c.snoozed_until as "snoozedUntil", c.opened_at as "openedAt", c.last_message_at as "lastMessageAt",
      c.last_preview as "lastPreview", c.last_author as "lastAuthor", c.waiting_since as "waitingSince",
      c.due_at as "dueAt", c.first_sla as "firstSla", c.resolution_due_at as "resolutionDueAt",
      c.resolution_sla as "resolutionSla", c.resolved_at as "resolvedAt", c.reopened_count as "reopenedCount",
      c.handled_by as "handledBy", c.bot_state as "botState", c.message_count as "messageCount",
      c.status <> 'resolved' and c.last_incoming_at > coalesce(r.read_until, '-infinity') is true as "isUnread"`,
    joins: sql`join inbox.channels ch on ch.org_id = c.org_id and ch.id = c.channel_id
      join inbox.contacts p on p.org_id = c.org_id and p.id = c.contact_id
      left join inbox.contacts k on k.org_id = p.org_id and k.id = p.merged_into
      left join inbox.teams t on t.org_id = c.org_id and t.id = c.team_id
      left join inbox.reads r on r.org_id = c.org_id and r.conversation_id = c.id and r.member_id = ${memberId}`,
  }
}

/** Where a contact `p` of a channel `ch` writes from, as people read it. A web visitor's key says nothing to anybody. */
export const addressOf = sql<string>`case ch.kind
  when 'email' then coalesce(p.email, p.platform_user_id)
  when 'webchat' then coalesce(p.email, p.phone, '')
  else coalesce(p.phone, p.platform_user_id) end`

/** Rows with the assignees' names. */
export async function toConversations(
  ctx: QueryContext,
  rows: readonly ConversationRow[],
): Promise<Conversation[]> {
  const people = await loadPeople(ctx)
  return rows.map((row) => ({ ...row, assigneeName: nameOf(people, row.assigneeId) }))
}

/** One conversation as it stands in this transaction: what every command answers. Refuses what is not there. */
export async function readConversation(ctx: QueryContext, conversationId: string): Promise<Conversation> {
  const { columns, joins } = selectConversation(ctx)
  const [{ rows }, people] = await Promise.all([
    sql<ConversationRow>`select ${columns} from inbox.conversations c ${joins}
      where c.org_id = ${ctx.orgId} and c.id = ${conversationId}`.execute(ctx.tx),
    loadPeople(ctx),
  ])
  const row = rows[0]
  if (!row) throw new AppError('inbox.conversation_not_found')
  return { ...row, assigneeName: nameOf(people, row.assigneeId) }
}

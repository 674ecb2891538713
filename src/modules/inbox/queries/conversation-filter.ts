import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import type { Input } from '#values/endpoint.ts'
import type { listConversations } from '../contract/conversations.ts'
import { DUE_SOON_MINUTES } from '../domain/due-soon.ts'

export type ConversationFilter = Input<typeof listConversations>

/** The member who asks; an id that nobody has for the product itself. */
export function askingMember(ctx: QueryContext): string {
  return ctx.actor.kind === 'user' ? ctx.actor.memberId : '00000000-0000-0000-0000-000000000000'
}

/** The teams of the member who asks, as an array that is read once for a whole list. */
export const ownTeams = (ctx: QueryContext) => sql`array(select tm.team_id from inbox.team_members tm
  where tm.org_id = ${ctx.orgId} and tm.member_id = ${askingMember(ctx)})`

/** What a view of the work at hand holds, as a condition over unresolved `inbox.conversations as c`. */
export function viewCondition(ctx: QueryContext, view: ConversationFilter['view']): RawBuilder<boolean> {
  switch (view) {
    case 'mine':
      return sql<boolean>`c.status = 'open' and c.assignee_id = ${askingMember(ctx)}`
    case 'unassigned':
      return sql<boolean>`c.status = 'open' and c.assignee_id is null`
    case 'team':
      return sql<boolean>`c.status = 'open' and c.team_id = any(${ownTeams(ctx)})`
    case 'snoozed':
      return sql<boolean>`c.status = 'snoozed'`
    default:
      return sql<boolean>`true`
  }
}

/** Everything that was asked for besides the view, as one condition over `inbox.conversations as c`. */
export function filterCondition(ctx: QueryContext, filter: ConversationFilter): RawBuilder<boolean> {
  const oneOf = (column: string, type: 'uuid' | 'text', values: readonly string[] | undefined) =>
    values?.length ? sql`${sql.ref(column)} = any(${values}::${sql.raw(type)}[])` : undefined
  const { channelKind: kinds, label: labels, clientId, contactId } = filter
  const conditions = [
    oneOf('c.channel_id', 'uuid', filter.channelId),
    kinds?.length &&
      sql`c.channel_id in (select o.id from inbox.channels o where o.org_id = ${ctx.orgId} and o.kind = any(${kinds}::text[]))`,
    oneOf('c.assignee_id', 'uuid', filter.assigneeId),
    oneOf('c.team_id', 'uuid', filter.teamId),
    oneOf('c.priority', 'text', filter.priority),
    labels?.length && sql`c.labels && ${labels}::text[]`,
    clientId && sql`c.client_id = ${clientId}`,
    contactId && sql`c.contact_id in ${samePerson(ctx, contactId)}`,
    slaCondition(ctx, filter.sla),
  ]
  return sql<boolean>`${sql.join([sql`true`, ...conditions.filter(Boolean)], sql` and `)}`
}

/** A contact and those that were merged into it. */
export const samePerson = (ctx: QueryContext, contactId: string) => sql`(select s.id from inbox.contacts s
  where s.org_id = ${ctx.orgId} and (s.id = ${contactId} or s.merged_into = ${contactId}))`

function slaCondition(ctx: QueryContext, wanted: ConversationFilter['sla']): RawBuilder<unknown> | undefined {
  if (!wanted?.length) return undefined
  const now = ctx.now.toString()
  const soon = ctx.now.add({ minutes: DUE_SOON_MINUTES }).toString()
  const overdue = sql`(c.due_at <= ${now} or c.resolution_due_at <= ${now})`
  const dueSoon = sql`(c.due_at > ${now} and c.due_at <= ${soon})`
  if (wanted.length > 1 && new Set(wanted).size > 1) return sql`(${overdue} or ${dueSoon})`
  return wanted[0] === 'overdue' ? overdue : dueSoon
}

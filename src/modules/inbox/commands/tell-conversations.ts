import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publishMany } from '#platform/events.ts'
import { type ConversationFacts, conversationChanged } from '../events.ts'

/** More than these at once are not told one by one: an open list that shows a change of one asks for all it shows. */
const MOST_TOLD = 100

/** Tells that conversations changed, as they stand now. */
export async function tellConversations(
  ctx: CommandContext,
  ids: readonly string[],
  change: string,
): Promise<void> {
  if (ids.length === 0) return
  const { rows } = await sql<ConversationFacts>`
    select c.id as "conversationId", c.number, c.channel_id as "channelId", ch.kind as "channelKind",
      c.contact_id as "contactId", p.name as "contactName", c.client_id as "clientId", c.assignee_id as "assigneeId",
      c.status
    from inbox.conversations c
    join inbox.channels ch on ch.org_id = c.org_id and ch.id = c.channel_id
    join inbox.contacts p on p.org_id = c.org_id and p.id = c.contact_id
    where c.org_id = ${ctx.orgId} and c.id = any(${ids.slice(0, MOST_TOLD)}::uuid[])`.execute(ctx.tx)
  await publishMany(
    ctx,
    rows.map((facts) => conversationChanged({ ...facts, change })),
  )
}

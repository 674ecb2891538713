import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { byWords } from './by-words.ts'
import { idSequence } from './ordered-ids.ts'

/** Something that happened with a conversation. */
export interface Act {
  conversationId: string
  /** `assigned`, `resolved`, `priority` …: in the entry's data and in the member's log. */
  event: string
  /** One plain sentence for the thread. */
  body: string
  data?: Record<string, unknown>
}

/**
 * Writes acts into the threads and, when a member acts, into their log (INBX-025). Two statements whatever the number.
 * Acts without a sentence stand in the log alone.
 */
export async function noteActs(ctx: CommandContext, acts: readonly Act[]): Promise<void> {
  if (acts.length === 0) return
  const by = byWords(ctx)
  const memberId = ctx.actor.kind === 'user' ? ctx.actor.memberId : null
  const now = ctx.now.toString()
  const nextId = idSequence()
  const entries = acts.filter(({ body }) => body !== '')
  await Promise.all([
    entries.length > 0 &&
      sql`
      insert into inbox.messages (org_id, id, conversation_id, channel_id, direction, author_kind, author_id, kind, body,
        data, status, created_at)
      select c.org_id, a.id, c.id, c.channel_id, 'internal', 'system', ${memberId}, 'event', a.body, a.data::jsonb,
        'internal', ${now}
      from inbox.conversations c
      join unnest(${entries.map(() => nextId(ctx.now.epochMilliseconds))}::uuid[],
        ${entries.map(({ conversationId }) => conversationId)}::uuid[], ${entries.map(({ body }) => body)}::text[],
        ${entries.map(({ event, data }) => JSON.stringify({ event, by, ...data }))}::text[])
        as a (id, conversation_id, body, data) on a.conversation_id = c.id
      where c.org_id = ${ctx.orgId}`.execute(ctx.tx),
    memberId &&
      sql`
      insert into inbox.agent_activity (org_id, id, member_id, at, action, conversation_id)
      select o.id, a.id, ${memberId}, ${now}, a.action, a.conversation_id
      from core.orgs o, unnest(${acts.map(() => nextId(ctx.now.epochMilliseconds))}::uuid[],
        ${acts.map(({ event }) => event)}::text[], ${acts.map(({ conversationId }) => conversationId)}::uuid[])
        as a (id, action, conversation_id)
      where o.id = ${ctx.orgId}`.execute(ctx.tx),
  ])
}

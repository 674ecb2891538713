import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { loadInboxSettings } from '../../queries/inbox-settings.ts'

/**
 * Talks in which the customer has not answered the bot for so many hours: they have left (INBX-033). The conversation
 * stays open; should they write again, a person answers. One statement whatever the number.
 */
export async function endDroppedTalks(ctx: CommandContext): Promise<number> {
  const { botDropHours } = await loadInboxSettings(ctx)
  const before = ctx.now.subtract({ hours: botDropHours }).toString()
  const { rows } = await sql<{ dropped: number }>`
    with dropped as (
      update inbox.conversations c set bot_state = 'dropped'
      from inbox.bot_sessions s
      where c.org_id = ${ctx.orgId} and s.org_id = ${ctx.orgId} and s.conversation_id = c.id and s.outcome = 'running'
        and c.status <> 'resolved' and c.bot_state = 'running' and c.waiting_since is null
        and c.last_message_at < ${before}
      returning s.id, s.node
    ), ended as (
      update inbox.bot_sessions s set outcome = 'dropped', ended_at = ${ctx.now.toString()},
        reason = 'No answer at “' || d.node || '”.'
      from dropped d where s.org_id = ${ctx.orgId} and s.id = d.id returning s.id
    )
    select count(*)::int as dropped from ended`.execute(ctx.tx)
  return rows[0]?.dropped ?? 0
}

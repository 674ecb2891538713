import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { needsReading } from '../../domain/bot/choose-flow.ts'
import { loadBot } from './load-bot.ts'

const MOST_LETTERS = 1_000

/** What a customer said since somebody last wrote to them; of a conversation `c`. */
export const saidSince = sql`coalesce((select string_agg(m.body, E'\n' order by m.created_at, m.id) from inbox.messages m
  where m.org_id = c.org_id and m.conversation_id = c.id and m.direction = 'in'
    and m.created_at >= c.waiting_since), '')`

/** The words of a conversation that a model may be asked about, or null when no talk is to begin with them. */
export async function findToRead(
  ctx: QueryContext,
  conversationId: string,
): Promise<{ said: string; text: string } | null> {
  const { rows } = await sql<{ said: string }>`
    select ${saidSince} as said from inbox.conversations c
    where c.org_id = ${ctx.orgId} and c.id = ${conversationId} and c.status = 'open' and c.assignee_id is null
      and c.bot_state = 'none' and c.waiting_since is not null
      and exists (select from inbox.bot_models b where b.org_id = c.org_id and b.is_enabled)`.execute(ctx.tx)
  const [found] = rows
  if (!found || !needsReading(found.said, (await loadBot(ctx)).flows)) return null
  return { said: found.said, text: found.said.slice(0, MOST_LETTERS) }
}

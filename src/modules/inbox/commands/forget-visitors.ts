import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'

const DAYS = 30

/** Forgets visitors who opened a chat long ago and never wrote: nothing of theirs is kept. */
export async function forgetVisitors(ctx: CommandContext): Promise<void> {
  const before = ctx.now.subtract({ hours: 24 * DAYS }).toString()
  await sql`delete from inbox.webchat_visitors v where v.org_id = ${ctx.orgId} and v.first_seen_at < ${before}
    and not exists (select from inbox.webchat_threads t where t.org_id = ${ctx.orgId} and t.visitor_id = v.id)`.execute(
    ctx.tx,
  )
}

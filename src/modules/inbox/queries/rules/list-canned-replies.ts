import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { CannedReply } from '../../contract/rules.ts'

/** Texts kept for often, by what follows the slash. */
export async function listCannedReplies(ctx: QueryContext): Promise<{ items: CannedReply[] }> {
  permit(ctx, 'message.view')
  const { rows } = await sql<CannedReply>`
    select id, shortcut, title, body, updated_at as "updatedAt" from inbox.canned_replies
    where org_id = ${ctx.orgId} order by shortcut`.execute(ctx.tx)
  return { items: rows }
}

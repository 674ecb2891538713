import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { AutoReply } from '../contract/bot.ts'

/** Texts that rules send, by occasion. */
export async function listAutoReplies(ctx: QueryContext): Promise<{ items: AutoReply[] }> {
  permit(ctx, 'message.view')
  return { items: await readAutoReplies(ctx) }
}

/** The automatic replies as they stand in this transaction. Asks no permission. */
export async function readAutoReplies(ctx: QueryContext): Promise<AutoReply[]> {
  const { rows } = await sql<AutoReply>`
    select id, occasion, channel_kind as "channelKind", body, after_minutes as "afterMinutes", is_active as "isActive"
    from inbox.auto_replies where org_id = ${ctx.orgId} order by occasion, channel_kind nulls last, id`.execute(
    ctx.tx,
  )
  return rows
}

/** Those in use; remembered, and forgotten when one changes. Asks no permission: every message needs them. */
export function loadAutoReplies(ctx: QueryContext): Promise<AutoReply[]> {
  return ctx.cache.remember(ctx.orgId, 'inbox-auto-replies', ['settings'], 60, async () =>
    (await readAutoReplies(ctx)).filter(({ isActive }) => isActive),
  )
}

import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { InboxSettings } from '../contract/settings.ts'
import { inboxTables } from '../tables.ts'

const SECONDS = 30

/** How the inbox works here: what was set, over the contract's defaults. Asks no permission: every job needs it. */
export function loadInboxSettings(ctx: QueryContext): Promise<InboxSettings> {
  return ctx.cache.remember(ctx.orgId, 'inbox-settings', ['settings'], SECONDS, () => readInboxSettings(ctx))
}

/** The settings as they stand in this transaction. */
export async function readInboxSettings(ctx: QueryContext): Promise<InboxSettings> {
  const row = await inboxTables(ctx.tx)
    .selectFrom('settings')
    .select('settings')
    .where('org_id', '=', ctx.orgId)
    .executeTakeFirst()
  return InboxSettings.parse(row?.settings ?? {})
}

/** The settings, for those who work in the inbox. */
export async function getInboxSettings(ctx: QueryContext): Promise<InboxSettings> {
  permit(ctx, 'message.view')
  return loadInboxSettings(ctx)
}

import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { type updateInboxSettings as contract, InboxSettings } from '../contract/settings.ts'
import { readInboxSettings } from '../queries/inbox-settings.ts'
import { noteRule } from './rules/note-rule.ts'

/** Changes what is sent of the inbox's settings. Only what differs from the defaults is kept, so that better defaults reach everybody. */
export async function updateInboxSettings(
  ctx: CommandContext,
  input: Input<typeof contract>,
): Promise<InboxSettings> {
  permit(ctx, 'inbox.manage')
  const defaults: Record<string, unknown> = InboxSettings.parse({})
  await sql`select pg_advisory_xact_lock(hashtextextended(${`inbox.settings ${ctx.orgId}`}, 0))`.execute(
    ctx.tx,
  )
  const sent = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
  const settings = { ...(await readInboxSettings(ctx)), ...sent } as InboxSettings
  const own = Object.fromEntries(
    Object.entries(settings).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(defaults[key]),
    ),
  )
  await sql`
    insert into inbox.settings (org_id, settings, updated_at)
    values (${ctx.orgId}, ${JSON.stringify(own)}::jsonb, ${ctx.now.toString()})
    on conflict (org_id) do update set settings = excluded.settings, updated_at = excluded.updated_at`.execute(
    ctx.tx,
  )
  await noteRule(ctx, {
    what: 'inbox_settings',
    action: 'update',
    recordId: ctx.orgId,
    summary: 'Changed how the inbox works',
  })
  return settings
}

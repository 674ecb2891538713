import { sql } from 'kysely'
import { getOrganization } from '#modules/identity/public.ts'
import type { QueryContext } from '#platform/context.ts'
import type { SlaPolicy } from '../contract/sla.ts'
import type { SlaRules } from '../domain/sla.ts'
import { inboxTables } from '../tables.ts'

const SECONDS = 30

/**
 * What is promised and when the organisation is open, closed days included. Remembered for half a minute and
 * forgotten at once when policies, hours or closed days change. Asks no permission: every message needs it.
 */
export function loadSlaRules(ctx: QueryContext): Promise<SlaRules> {
  return ctx.cache.remember(ctx.orgId, 'inbox-sla-rules', ['settings', 'organization'], SECONDS, async () => {
    const [{ zone, hours }, policies, closedDays] = await Promise.all([
      getOrganization(ctx),
      readSlaPolicies(ctx),
      readClosedDays(ctx),
    ])
    const overrides = closedDays.map(({ day }) => ({ day, hours: [] }))
    return { policies, schedule: { zone, weekly: hours, overrides } }
  })
}

/** All policies in the order in which they are tried, as they stand in this transaction. */
export async function readSlaPolicies(ctx: QueryContext): Promise<SlaPolicy[]> {
  const { rows } = await sql<SlaPolicy>`
    select id, name, position, channel_kind as "channelKind", priority, first_minutes as "firstMinutes",
           next_minutes as "nextMinutes", resolution_minutes as "resolutionMinutes",
           in_business_hours as "inBusinessHours", is_active as "isActive"
    from inbox.sla_policies where org_id = ${ctx.orgId} order by position, id`.execute(ctx.tx)
  return rows
}

function readClosedDays(ctx: QueryContext): Promise<{ day: string }[]> {
  return inboxTables(ctx.tx)
    .selectFrom('closed_days')
    .select('day')
    .where('org_id', '=', ctx.orgId)
    .orderBy('day')
    .execute()
}

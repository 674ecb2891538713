import { sql } from 'kysely'
import type { holidaysChanged } from '#modules/booking/events.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import type { EventRecord } from '#values/event.ts'
import { inboxRulesChanged } from '../events.ts'

/** Keeps the days on which the organisation is closed: promises in business hours pass over them. */
export async function keepClosedDays(
  ctx: CommandContext,
  { occurredAt, payload: { days } }: EventRecord<typeof holidaysChanged.payload>,
): Promise<void> {
  const dates = days.map(({ day }) => day)
  const { rows: later } = await sql`select from inbox.closed_days
    where org_id = ${ctx.orgId} and told_at > ${occurredAt} limit 1`.execute(ctx.tx)
  if (later.length > 0) return
  await sql`delete from inbox.closed_days where org_id = ${ctx.orgId} and day <> all(${dates}::date[])`.execute(
    ctx.tx,
  )
  await sql`
    insert into inbox.closed_days (org_id, day, name, told_at)
    select o.id, d.day, d.name, ${occurredAt} from core.orgs o,
      unnest(${dates}::date[], ${days.map(({ name }) => name)}::text[]) as d (day, name)
    where o.id = ${ctx.orgId}
    on conflict (org_id, day) do update set name = excluded.name, told_at = excluded.told_at`.execute(ctx.tx)
  await publish(ctx, inboxRulesChanged({ what: 'closed_days' }))
}

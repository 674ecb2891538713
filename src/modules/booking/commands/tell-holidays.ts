import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { holidaysChanged } from '../events.ts'

/** Tells all closed days as they stand now: others count business hours by them. */
export async function tellHolidays(ctx: CommandContext): Promise<void> {
  const { rows: days } = await sql<{ day: string; name: string }>`
    select day, name from booking.holidays where org_id = ${ctx.orgId} order by day`.execute(ctx.tx)
  await publish(ctx, holidaysChanged({ days }))
}

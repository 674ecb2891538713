import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'

const KEPT_DAYS = 30
const FETCHED_DAYS = 3
const AT_ONCE = 20_000

/** Forgets deliveries that were worked a month ago, and gives up files that no vendor gave for three days. */
export async function tidyIntake(ctx: CommandContext): Promise<void> {
  const before = (days: number) => ctx.now.subtract({ hours: 24 * days }).toString()
  await sql`delete from inbox.deliveries d where d.org_id = ${ctx.orgId} and d.id in (
      select id from inbox.deliveries where org_id = ${ctx.orgId} and received_at < ${before(KEPT_DAYS)}
        and processed_at is not null order by received_at limit ${AT_ONCE})`.execute(ctx.tx)
  await sql`update inbox.attachments set status = 'failed', error = 'The provider did not give the file'
    where org_id = ${ctx.orgId} and status = 'waiting' and created_at < ${before(FETCHED_DAYS)}`.execute(
    ctx.tx,
  )
}

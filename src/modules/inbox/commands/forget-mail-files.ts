import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { KEPT_MAIL } from '../domain/mail-thread.ts'

/** A day before deliveries are forgotten. */
const DAYS = 29
const AT_ONCE = 1_000

/** Takes the files of old deliveries off the record; answers with their keys. */
export async function forgetMailFiles(ctx: CommandContext): Promise<string[]> {
  const before = ctx.now.subtract({ hours: 24 * DAYS }).toString()
  const { rows } = await sql<{ body: string }>`
    with old as (
      select id, body from inbox.deliveries where org_id = ${ctx.orgId} and received_at < ${before}
        and processed_at is not null and starts_with(body, ${KEPT_MAIL}) order by received_at limit ${AT_ONCE})
    update inbox.deliveries d set body = '' from old o where d.org_id = ${ctx.orgId} and d.id = o.id
    returning o.body`.execute(ctx.tx)
  return rows.map(({ body }) => body.slice(KEPT_MAIL.length))
}

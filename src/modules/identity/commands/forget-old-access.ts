import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'

const KEPT_DAYS = 400

/** Forgets ended sessions, used-up links and sign-ins older than 400 days. */
export async function forgetOldAccess(ctx: CommandContext): Promise<void> {
  const now = ctx.now.toString()
  await sql`delete from auth.session where "expiresAt" < ${now}`.execute(ctx.tx)
  await sql`delete from auth.verification where "expiresAt" < ${now}`.execute(ctx.tx)
  await sql`delete from identity.member_activity
            where org_id = ${ctx.orgId} and at < ${ctx.now.subtract({ hours: 24 * KEPT_DAYS }).toString()}`.execute(
    ctx.tx,
  )
}

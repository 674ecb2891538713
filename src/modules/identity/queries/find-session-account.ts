import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import type { Account } from './directory.ts'

/** The account that a session's token belongs to, whatever organisation it works in; null for an ended session. */
export async function findSessionAccount(ctx: QueryContext, token: string): Promise<Account | null> {
  const { rows } = await sql<Account>`
    select u.id as "userId", u.name, u.email, u."emailVerified"
    from auth.session s join auth."user" u on u.id = s."userId"
    where s.token = ${token} and s."expiresAt" > ${ctx.now.toString()}`.execute(ctx.tx)
  return rows[0] ?? null
}

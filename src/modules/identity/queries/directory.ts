import { sql } from 'kysely'
import type { QueryContext, Services } from '#platform/context.ts'
import { NO_ORG } from '#platform/http/dispatch.ts'

/** An organisation of a person, in the order of joining the product. */
export interface Membership {
  orgId: string
  memberId: string
  slug: string
  name: string
}

/** The organisations in which a person has access. Reads the global directory, whatever the tenant. */
export async function listMemberships(ctx: QueryContext, userId: string): Promise<Membership[]> {
  const { rows } = await sql<Membership>`
    select o.id as "orgId", uo.member_id as "memberId", o.slug, o.name
    from core.user_orgs uo join core.orgs o on o.id = uo.org_id
    where uo.user_id = ${userId} order by o.created_at, o.id`.execute(ctx.tx)
  return rows
}

export interface Account {
  userId: string
  name: string
  email: string
  emailVerified: boolean
}

/** The account of an address (in lower case), or null. */
export async function findAccount(ctx: QueryContext, email: string): Promise<Account | null> {
  const { rows } = await sql<Account>`
    select id as "userId", name, email, "emailVerified" from auth."user" where email = ${email}`.execute(
    ctx.tx,
  )
  return rows[0] ?? null
}

/** Whether any account exists: the first-run page is closed from then on. */
export async function hasAccounts(ctx: QueryContext): Promise<boolean> {
  const { rows } = await sql`select 1 from auth."user" limit 1`.execute(ctx.tx)
  return rows.length > 0
}

/** The organisation that speaks where no other is meant: the one marked as default, else the oldest; null without any. */
export async function findDefaultOrg(
  ctx: QueryContext,
): Promise<{ id: string; slug: string; name: string; isDemo: boolean } | null> {
  const { rows } = await sql<{ id: string; slug: string; name: string; isDemo: boolean }>`
    select id, slug, name, is_demo as "isDemo" from core.orgs
    order by is_default desc, created_at, id limit 1`.execute(ctx.tx)
  return rows[0] ?? null
}

/** The default organisation's slug, or null on an installation without one; remembered for half a minute. */
export async function findDefaultOrgSlug(services: Services): Promise<string | null> {
  return services.cache.remember(NO_ORG, 'default-org', ['orgs'], 30, () =>
    services.db.withoutOrg(async (tx) => (await findDefaultOrg({ tx } as QueryContext))?.slug ?? null),
  )
}

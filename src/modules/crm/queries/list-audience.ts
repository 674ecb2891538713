import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { clientsOf, visibleClients } from './visible-clients.ts'

/** Which clients are meant; everything given must hold. Days are in UTC. */
export interface AudienceFilter {
  /** Any of these tags; empty means whatever their tags. */
  tags: readonly string[]
  lastVisitBefore?: string | undefined
  lastVisitFrom?: string | undefined
  /** Postcodes that begin with one of these; empty means everywhere. */
  postcodes: readonly string[]
  /** Only clients whom one of these has visited or will visit; empty or missing means everybody's. */
  staffIds?: readonly string[] | undefined
}

export interface AudienceMember {
  clientId: string
  name: string
  phone: string | null
  email: string | null
  postcode: string | null
}

const MOST = 20_000

/** The clients of a filter that the actor may see, at most 20,000. Asks no permission: the caller does. One statement. */
export async function listAudience(ctx: QueryContext, filter: AudienceFilter): Promise<AudienceMember[]> {
  const { tags, postcodes, lastVisitBefore, lastVisitFrom } = filter
  const starts = postcodes.map(
    (start) =>
      `${start
        .trim()
        .toUpperCase()
        .replace(/[\\%_]/g, '\\$&')}%`,
  )
  const { rows } = await sql<AudienceMember>`
    select c.id as "clientId", c.name, c.phone, c.email, c.postcode from crm.clients c
    where c.org_id = ${ctx.orgId} and c.deleted_at is null and ${visibleClients(ctx)}
      and ${clientsOf(ctx, filter.staffIds ?? [])}
      and (cardinality(${[...tags]}::text[]) = 0 or c.tags && ${[...tags]}::text[])
      and (cardinality(${starts}::text[]) = 0 or c.postcode like any (${starts}::text[]))
      and (${lastVisitBefore ?? null}::date is null or c.last_visit_at < ${lastVisitBefore ?? null}::date)
      and (${lastVisitFrom ?? null}::date is null or c.last_visit_at >= ${lastVisitFrom ?? null}::date)
    order by c.created_at, c.id limit ${MOST}`.execute(ctx.tx)
  return rows
}

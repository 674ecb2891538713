import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'

/** Who has one of these addresses. Numbers in E.164; mail addresses in any case. */
export interface ClientAddresses {
  phones: readonly string[]
  emails: readonly string[]
}

export interface ClientOfAddress {
  clientId: string
  name: string
  phone: string | null
  /** Lower case. */
  email: string | null
}

/**
 * The clients with one of the addresses, whoever asks: a message finds its client by it. Several may share one; the
 * newest comes first. One statement.
 */
export async function findClientsByAddress(
  ctx: QueryContext,
  { phones, emails }: ClientAddresses,
): Promise<ClientOfAddress[]> {
  if (phones.length === 0 && emails.length === 0) return []
  const lower = emails.map((email) => email.toLowerCase())
  const { rows } = await sql<ClientOfAddress>`
    select c.id as "clientId", c.name, c.phone, lower(c.email) as email from crm.clients c
    where c.org_id = ${ctx.orgId} and c.deleted_at is null
      and (c.phone = any(${[...phones]}::text[]) or lower(c.email) = any(${lower}::text[]))
    order by c.created_at desc, c.id desc`.execute(ctx.tx)
  return rows
}

import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'

/**
 * Links contacts without a client, whose number or mail address is the client's, to that client, with their
 * conversations: somebody who wrote first and became a client later.
 */
export async function linkContacts(
  ctx: CommandContext,
  client: { clientId: string; phone: string | null; email: string | null },
): Promise<void> {
  const { clientId, phone } = client
  const email = client.email?.toLowerCase() ?? null
  if (!phone && !email) return
  const { rows } = await sql<{ id: string }>`
    with found as (
      ${phone ? sql`select inbox.search_contacts(${ctx.orgId}, ${phone}, 50) as id` : sql`select null::uuid as id where false`}
      union
      ${email ? sql`select inbox.search_contacts(${ctx.orgId}, ${email.replace(/[\\%_]/g, '\\$&')}, 50) as id` : sql`select null::uuid where false`})
    update inbox.contacts c set client_id = ${clientId}
    from found f
    where c.org_id = ${ctx.orgId} and c.id = f.id and c.client_id is null
      and (c.phone = ${phone} or lower(c.email) = ${email})
    returning c.id`.execute(ctx.tx)
  if (rows.length === 0) return
  await sql`update inbox.conversations set client_id = ${clientId}
    where org_id = ${ctx.orgId} and contact_id = any(${rows.map(({ id }) => id)}::uuid[]) and client_id is null`.execute(
    ctx.tx,
  )
}

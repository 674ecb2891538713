import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'

/**
 * Links contacts without a client, whose number or mail address is the client's, to that client, with their
 * conversations: somebody who wrote first and became a client later. Visitors of web chats only say that an address is
 * theirs: they are not linked. Returns them, so that the talk can be credited all the same.
 */
export async function linkContacts(
  ctx: CommandContext,
  client: { clientId: string; phone: string | null; email: string | null },
): Promise<string[]> {
  const { clientId, phone } = client
  const email = client.email?.toLowerCase() ?? null
  if (!phone && !email) return []
  const { rows } = await sql<{ id: string; isProven: boolean }>`
    with found as (
      ${phone ? sql`select inbox.search_contacts(${ctx.orgId}, ${phone}, 50) as id` : sql`select null::uuid as id where false`}
      union
      ${email ? sql`select inbox.search_contacts(${ctx.orgId}, ${email.replace(/[\\%_]/g, '\\$&')}, 50) as id` : sql`select null::uuid where false`}),
    fitting as (
      select c.id, ch.kind <> 'webchat' as is_proven from found f
      join inbox.contacts c on c.org_id = ${ctx.orgId} and c.id = f.id and c.client_id is null
        and (c.phone = ${phone} or lower(c.email) = ${email})
      join inbox.channels ch on ch.org_id = ${ctx.orgId} and ch.id = c.channel_id),
    linked as (
      update inbox.contacts c set client_id = ${clientId} from fitting f
      where c.org_id = ${ctx.orgId} and c.id = f.id and f.is_proven returning c.id)
    select id, is_proven as "isProven" from fitting`.execute(ctx.tx)
  const proven = rows.filter(({ isProven }) => isProven).map(({ id }) => id)
  if (proven.length > 0)
    await sql`update inbox.conversations set client_id = ${clientId}
      where org_id = ${ctx.orgId} and contact_id = any(${proven}::uuid[]) and client_id is null`.execute(
      ctx.tx,
    )
  return rows.filter(({ isProven }) => !isProven).map(({ id }) => id)
}

import { sql } from 'kysely'
import { findClientsByAddress } from '#modules/crm/public.ts'
import type { CommandContext } from '#platform/context.ts'
import { newId } from '#values/ids.ts'
import { cleanLine } from '../domain/clean-text.ts'

/** Somebody as a channel knows them. */
export interface Person {
  platformUserId: string
  name: string
  phone?: string | null
  email?: string | null
}

export interface ContactRow {
  id: string
  platformUserId: string
  name: string
  phone: string | null
  email: string | null
  clientId: string | null
  isNew: boolean
  /** Who writes in a web chat only says that an address is theirs; on other channels it is what we answer to. */
  isProven: boolean
}

/**
 * The channel's contacts for these people, made where missing and linked to the client with their address; visitors of
 * a web chat are linked by people alone, since nobody has checked what they say of themselves. Their rows stay locked until the end, so two batches about one person wait for each other. `at` by person: when they wrote last;
 * without it nobody wrote.
 */
export async function upsertContacts(
  ctx: CommandContext,
  channelId: string,
  people: readonly (Person & { at?: string })[],
): Promise<Map<string, ContactRow>> {
  const sorted = people.toSorted((a, b) => (a.platformUserId < b.platformUserId ? -1 : 1))
  const column = <T>(value: (person: (typeof sorted)[number]) => T) => sorted.map(value)
  const now = ctx.now.toString()
  const { rows } = await sql<ContactRow>`
    insert into inbox.contacts as c
      (org_id, id, channel_id, platform_user_id, name, phone, email, first_seen_at, last_incoming_at)
    select o.id, p.id, ${channelId}, p.platform_user_id, coalesce(nullif(p.name, ''), p.phone, p.email, p.platform_user_id),
           p.phone, p.email, coalesce(p.at, ${now}), p.at
    from core.orgs o, unnest(${column(() => newId(ctx.now.epochMilliseconds))}::uuid[],
      ${column(({ platformUserId }) => platformUserId)}::text[], ${column(({ name }) => cleanLine(name))}::text[],
      ${column(({ phone }) => phone ?? null)}::text[], ${column(({ email }) => email?.toLowerCase() ?? null)}::text[],
      ${column(({ at }) => at ?? null)}::timestamptz[]) as p (id, platform_user_id, name, phone, email, at)
    where o.id = ${ctx.orgId}
    on conflict (org_id, channel_id, platform_user_id) do update set
      name = case when c.name in (c.phone, c.email, c.platform_user_id) then excluded.name else c.name end,
      phone = coalesce(c.phone, excluded.phone), email = coalesce(c.email, excluded.email),
      last_incoming_at = greatest(c.last_incoming_at, excluded.last_incoming_at)
    returning id, platform_user_id as "platformUserId", name, phone, email, client_id as "clientId",
      xmax = 0 as "isNew", (select ch.kind <> 'webchat' from inbox.channels ch
        where ch.org_id = c.org_id and ch.id = c.channel_id) as "isProven"`.execute(ctx.tx)
  const contacts = new Map(rows.map((row) => [row.platformUserId, row]))
  await linkToClients(
    ctx,
    rows.filter(({ clientId, isProven }) => clientId === null && isProven),
  )
  return contacts
}

/** Links contacts without a client to the newest client with their number or mail address. */
async function linkToClients(ctx: CommandContext, contacts: ContactRow[]): Promise<void> {
  const present = (values: (string | null)[]) => values.filter((value) => value !== null)
  const clients = await findClientsByAddress(ctx, {
    phones: present(contacts.map(({ phone }) => phone)),
    emails: present(contacts.map(({ email }) => email)),
  })
  if (clients.length === 0) return
  const linked: ContactRow[] = []
  for (const contact of contacts) {
    const client =
      clients.find(({ phone }) => phone !== null && phone === contact.phone) ??
      clients.find(({ email }) => email !== null && email === contact.email)
    if (!client) continue
    contact.clientId = client.clientId
    linked.push(contact)
  }
  await sql`update inbox.contacts c set client_id = l.client_id
    from unnest(${linked.map(({ id }) => id)}::uuid[], ${linked.map(({ clientId }) => clientId)}::uuid[])
      as l (id, client_id)
    where c.org_id = ${ctx.orgId} and c.id = l.id`.execute(ctx.tx)
}

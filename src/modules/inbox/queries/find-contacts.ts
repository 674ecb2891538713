import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type * as contract from '../contract/contacts.ts'
import { readNeedle } from '../domain/needle.ts'
import { addressOf } from './conversation-row.ts'

type Found = Output<typeof contract.findContacts>

/** Contacts by part of a name, number or address, who wrote last first; without words, those of the latest conversations. */
export async function findContacts(
  ctx: QueryContext,
  { q, limit }: Input<typeof contract.findContacts>,
): Promise<Found> {
  permit(ctx, 'message.view')
  const ids =
    q === ''
      ? sql`(select distinct l.contact_id from (select o.contact_id from inbox.conversations o
             where o.org_id = ${ctx.orgId} order by o.opened_at desc limit 200) l)`
      : sql`(select inbox.search_contacts(${ctx.orgId}, ${readNeedle(q).contact}, ${limit}))`
  const { rows } = await sql<Found['items'][number]>`
    select p.id, p.name, ${addressOf} as address, ch.kind as "channelKind", p.client_id as "clientId"
    from inbox.contacts p
    join inbox.channels ch on ch.org_id = p.org_id and ch.id = p.channel_id
    where p.org_id = ${ctx.orgId} and p.merged_into is null and p.id in ${ids}
    order by p.last_incoming_at desc nulls last, p.id limit ${limit}`.execute(ctx.tx)
  return { items: rows }
}

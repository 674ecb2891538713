import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { newId } from '#values/ids.ts'
import { findChannel } from '../queries/channel.ts'
import { nextNumbers } from './next-numbers.ts'
import { type Person, upsertContacts } from './upsert-contacts.ts'

/**
 * The conversation in which the product itself writes to somebody on a channel: the running one, else the latest, else a
 * new one that nobody has to look at until it is answered. A mail is always a matter of its own.
 */
export async function continueOn(
  ctx: CommandContext,
  to: { channelId: string; person: Person; clientId: string | null; subject: string },
): Promise<string> {
  const channel = await findChannel(ctx, to.channelId)
  const contacts = await upsertContacts(ctx, channel.id, [to.person])
  const contact = contacts.get(to.person.platformUserId)!
  if (channel.kind !== 'email') {
    const { rows } = await sql<{ id: string }>`
      select id from inbox.conversations
      where org_id = ${ctx.orgId} and contact_id = ${contact.id} and channel_id = ${channel.id}
      order by (status <> 'resolved') desc, opened_at desc limit 1`.execute(ctx.tx)
    if (rows[0]) return rows[0].id
  }
  const id = newId(ctx.now.epochMilliseconds)
  const now = ctx.now.toString()
  const number = await nextNumbers(ctx, 'conversation')
  await sql`
    insert into inbox.conversations (org_id, id, number, channel_id, contact_id, client_id, subject, status, opened_at,
      is_first, last_message_at, last_author, resolved_at)
    values (${ctx.orgId}, ${id}, ${number}, ${channel.id}, ${contact.id}, ${contact.clientId ?? to.clientId},
      ${to.subject}, 'resolved', ${now}, ${contact.isNew}, ${now}, 'system', ${now})`.execute(ctx.tx)
  return id
}

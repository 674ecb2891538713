import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract/contacts.ts'
import type { MergeBefore } from './merge-contacts.ts'
import { tellConversations } from './tell-conversations.ts'

/**
 * Takes a merge back: every contact and conversation has the client from before, unless somebody linked it to another
 * one since; conversations that began since get their own contact's. A later merge of the same people comes off first.
 */
export async function splitContacts(
  ctx: CommandContext,
  { mergeId }: Input<typeof contract.splitContacts>,
): Promise<Output<typeof contract.splitContacts>> {
  permit(ctx, 'client.edit')
  const merge = await takeMerge(ctx, mergeId)
  const { contacts, conversations, clientId } = merge.before
  const moved = contacts.filter(
    ({ id, mergedInto }) => id === merge.mergedId || mergedInto === merge.mergedId,
  )
  const { rows: now } = await sql<{ id: string }>`
    select id from inbox.contacts where org_id = ${ctx.orgId} and id = any(${moved.map(({ id }) => id)}::uuid[])
      and merged_into = ${merge.keptId} order by id for update`.execute(ctx.tx)
  if (now.length !== moved.length) throw new AppError('inbox.merge_impossible')
  await sql`
    update inbox.contacts c set merged_into = b.merged_into,
      client_id = case when c.client_id is not distinct from ${clientId} then b.client_id else c.client_id end
    from unnest(${contacts.map(({ id }) => id)}::uuid[], ${contacts.map((one) => one.mergedInto)}::uuid[],
      ${contacts.map((one) => one.clientId)}::uuid[]) as b (id, merged_into, client_id)
    where c.org_id = ${ctx.orgId} and c.id = b.id`.execute(ctx.tx)
  const { rows: changed } = await sql<{ id: string }>`
    update inbox.conversations c
    set client_id = case when known.id is null then own.client_id else known.client_id end
    from inbox.conversations o
    left join unnest(${conversations.map(({ id }) => id)}::uuid[], ${conversations.map((one) => one.clientId)}::uuid[])
      as known (id, client_id) on known.id = o.id
    join unnest(${contacts.map(({ id }) => id)}::uuid[], ${contacts.map((one) => one.clientId)}::uuid[])
      as own (id, client_id) on own.id = o.contact_id
    where c.org_id = ${ctx.orgId} and o.org_id = ${ctx.orgId} and o.id = c.id
      and o.contact_id = any(${contacts.map(({ id }) => id)}::uuid[])
      and c.client_id is not distinct from ${clientId}
    returning c.id`.execute(ctx.tx)
  await tellConversations(
    ctx,
    changed.map(({ id }) => id),
    'linked',
  )
  return { ok: true }
}

/** Of two who take it back at once, the second is told that there is nothing to take back. */
async function takeMerge(ctx: CommandContext, mergeId: string) {
  const { rows } = await sql<{ keptId: string; mergedId: string; before: MergeBefore }>`
    update inbox.contact_merges set undone_at = ${ctx.now.toString()}
    where org_id = ${ctx.orgId} and id = ${mergeId} and undone_at is null
    returning kept_id as "keptId", merged_id as "mergedId", before`.execute(ctx.tx)
  if (!rows[0]) throw new AppError('inbox.not_found')
  return rows[0]
}

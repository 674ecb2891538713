import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { actorName, permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import type * as contract from '../contract/contacts.ts'
import { inboxTables } from '../tables.ts'
import { tellConversations } from './tell-conversations.ts'

/** What a merge changed, as it was before: enough to take it back exactly. */
export interface MergeBefore {
  /** The client that the whole person has since the merge. */
  clientId: string | null
  contacts: { id: string; clientId: string | null; mergedInto: string | null }[]
  conversations: { id: string; clientId: string | null }[]
}

interface ContactFacts {
  id: string
  clientId: string | null
  mergedInto: string | null
}

/**
 * Joins two contacts that are one person. Each keeps its channel, address and conversations; they only belong together
 * from now on, and to one client: the kept contact's, else the other's.
 */
export async function mergeContacts(
  ctx: CommandContext,
  { keptId, mergedId }: Input<typeof contract.mergeContacts>,
): Promise<Output<typeof contract.mergeContacts>> {
  permit(ctx, 'client.edit')
  const group = await lockPeople(ctx, [keptId, mergedId])
  const kept = group.find(({ id }) => id === keptId)
  const merged = group.find(({ id }) => id === mergedId)
  if (!kept || !merged) throw new AppError('inbox.contact_not_found')
  if (keptId === mergedId || kept.mergedInto || merged.mergedInto)
    throw new AppError('inbox.merge_impossible')
  const clientId = kept.clientId ?? merged.clientId
  const conversations = await lockConversationClients(
    ctx,
    group.map(({ id }) => id),
  )
  const moved = group.filter(({ id, mergedInto }) => id === mergedId || mergedInto === mergedId)
  await writePerson(ctx, { keptId, group, movedIds: moved.map(({ id }) => id), clientId })
  const before: MergeBefore = { clientId, contacts: group, conversations }
  const mergeId = newId(ctx.now.epochMilliseconds)
  await inboxTables(ctx.tx)
    .insertInto('contact_merges')
    .values({
      org_id: ctx.orgId,
      id: mergeId,
      kept_id: keptId,
      merged_id: mergedId,
      before: JSON.stringify(before),
      merged_at: ctx.now.toString(),
      merged_by: actorName(ctx.actor),
    })
    .execute()
  await tellConversations(
    ctx,
    conversations.map(({ id }) => id),
    'linked',
  )
  return { mergeId }
}

/** The contacts and those merged into them, locked in order. */
async function lockPeople(ctx: CommandContext, ids: readonly string[]): Promise<ContactFacts[]> {
  const { rows } = await sql<ContactFacts>`
    select id, client_id as "clientId", merged_into as "mergedInto" from inbox.contacts
    where org_id = ${ctx.orgId} and (id = any(${[...ids]}::uuid[]) or merged_into = any(${[...ids]}::uuid[]))
    order by id for update`.execute(ctx.tx)
  return rows
}

async function lockConversationClients(
  ctx: CommandContext,
  contactIds: readonly string[],
): Promise<MergeBefore['conversations']> {
  const { rows } = await sql<MergeBefore['conversations'][number]>`
    select id, client_id as "clientId" from inbox.conversations
    where org_id = ${ctx.orgId} and contact_id = any(${[...contactIds]}::uuid[]) order by id for update`.execute(
    ctx.tx,
  )
  return rows
}

async function writePerson(
  ctx: CommandContext,
  facts: {
    keptId: string
    group: readonly ContactFacts[]
    movedIds: readonly string[]
    clientId: string | null
  },
): Promise<void> {
  const ids = facts.group.map(({ id }) => id)
  await Promise.all([
    sql`
      update inbox.contacts set client_id = ${facts.clientId},
        merged_into = case when id = any(${[...facts.movedIds]}::uuid[]) then ${facts.keptId}::uuid else merged_into end
      where org_id = ${ctx.orgId} and id = any(${ids}::uuid[])`.execute(ctx.tx),
    sql`
      update inbox.conversations set client_id = ${facts.clientId}
      where org_id = ${ctx.orgId} and contact_id = any(${ids}::uuid[])
        and client_id is distinct from ${facts.clientId}`.execute(ctx.tx),
  ])
}

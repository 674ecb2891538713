import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type { ClientNote, getClient as contract } from '../contract.ts'
import { crmTables } from '../tables.ts'
import { toClient } from './client-row.ts'
import { findClientRow } from './find-client.ts'

const NOTES = 100

/** One client with the team's notes, pinned first, then the newest. Two statements. */
export async function getClient(
  ctx: QueryContext,
  { clientId }: Input<typeof contract>,
): Promise<Output<typeof contract>> {
  permit(ctx, 'client.view')
  const [row, notes] = await Promise.all([findClientRow(ctx, clientId), listNotes(ctx, clientId)])
  return { ...toClient(row), notes }
}

async function listNotes(ctx: QueryContext, clientId: string): Promise<ClientNote[]> {
  const rows = await crmTables(ctx.tx)
    .selectFrom('client_notes')
    .select(['id', 'body', 'pinned', 'author', 'created_at as createdAt'])
    .where('org_id', '=', ctx.orgId)
    .where('client_id', '=', clientId)
    .where('deleted_at', 'is', null)
    .orderBy('pinned', 'desc')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(NOTES)
    .execute()
  return rows
}

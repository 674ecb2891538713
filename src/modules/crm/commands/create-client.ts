import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { newId } from '#values/ids.ts'
import type { Client, createClient as contract } from '../contract.ts'
import { addressColumns } from '../domain/fill-gaps.ts'
import { addTags } from '../domain/tags.ts'
import { clientCreated } from '../events.ts'
import { type ClientRow, toClient } from '../queries/client-row.ts'
import { crmTables } from '../tables.ts'
import { factsOf } from './client-facts.ts'

/** Creates a client at the office's wish, even beside one who looks the same: the page has asked before. */
export async function createClient(ctx: CommandContext, input: Input<typeof contract>): Promise<Client> {
  permit(ctx, 'client.edit')
  const row: ClientRow = {
    org_id: ctx.orgId,
    id: newId(ctx.now.epochMilliseconds),
    name: input.name,
    email: input.email || null,
    phone: input.phone || null,
    ...addressColumns(input.address),
    access_notes: input.accessNotes ?? '',
    tags: addTags([], input.tags),
    source: 'office',
    last_visit_at: null,
    created_at: ctx.now.toString({ smallestUnit: 'millisecond' }),
    deleted_at: null,
  }
  await crmTables(ctx.tx).insertInto('clients').values(row).execute()
  await Promise.all([
    publish(ctx, clientCreated(factsOf(row))),
    audit(ctx, {
      action: 'client.create',
      recordType: 'client',
      recordId: row.id,
      summary: `Created the client ${row.name}`,
    }),
  ])
  return toClient(row)
}

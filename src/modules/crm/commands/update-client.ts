import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import type { Client, updateClient as contract } from '../contract.ts'
import { changedFields } from '../domain/changed-fields.ts'
import { clientUpdated } from '../events.ts'
import { type ClientRow, toClient } from '../queries/client-row.ts'
import { findClientRow } from '../queries/find-client.ts'
import { crmTables } from '../tables.ts'
import { factsOf } from './client-facts.ts'

/** Changes what was sent and differs; an empty text clears the field. */
export async function updateClient(ctx: CommandContext, input: Input<typeof contract>): Promise<Client> {
  permit(ctx, 'client.edit')
  const before = await findClientRow(ctx, input.clientId)
  const changes = changedFields(before, wantedColumns(input))
  const fields = Object.keys(changes)
  if (fields.length === 0) return toClient(before)

  const set = Object.fromEntries(fields.map((field) => [field, changes[field]![1]])) as Partial<ClientRow>
  const row = await crmTables(ctx.tx)
    .updateTable('clients')
    .set(set)
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', input.clientId)
    .returningAll()
    .executeTakeFirstOrThrow()
  await Promise.all([
    publish(ctx, clientUpdated({ ...factsOf(row), fields })),
    audit(ctx, {
      action: 'client.update',
      recordType: 'client',
      recordId: row.id,
      summary: `Changed ${fields.map(wordsOf).join(', ')} of ${row.name}`,
      changes,
    }),
  ])
  return toClient(row)
}

/** Undefined leaves a column alone; an empty text or null clears it. */
function wantedColumns(input: Input<typeof contract>): Partial<ClientRow> {
  const cleared = (value: string | null | undefined) => (value === undefined ? undefined : value || null)
  return {
    name: input.name,
    email: cleared(input.email),
    phone: cleared(input.phone),
    address_line1: cleared(input.address?.line1),
    address_line2: cleared(input.address?.line2),
    city: cleared(input.address?.city),
    postcode: cleared(input.address?.postcode),
    access_notes: input.accessNotes,
  }
}

const words: Record<string, string> = {
  email: 'e-mail address',
  address_line1: 'street',
  address_line2: 'second address line',
  access_notes: 'access notes',
}

function wordsOf(column: string): string {
  return words[column] ?? column
}

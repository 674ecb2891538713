import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import type { Client, restoreClient as contract } from '../contract.ts'
import { clientRestored } from '../events.ts'
import { toClient } from '../queries/client-row.ts'
import { findClientRow } from '../queries/find-client.ts'
import { crmTables } from '../tables.ts'
import { factsOf } from './client-facts.ts'

/** Takes a client out of the trash; one who is not in it stays as it is. */
export async function restoreClient(
  ctx: CommandContext,
  { clientId }: Input<typeof contract>,
): Promise<Client> {
  permit(ctx, 'client.delete')
  const before = await findClientRow(ctx, clientId)
  const row = await crmTables(ctx.tx)
    .updateTable('clients')
    .set({ deleted_at: null })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', clientId)
    .where('deleted_at', 'is not', null)
    .returningAll()
    .executeTakeFirst()
  if (!row) return toClient(before)
  await Promise.all([
    publish(ctx, clientRestored(factsOf(row))),
    audit(ctx, {
      action: 'client.restore',
      recordType: 'client',
      recordId: row.id,
      summary: `Took ${row.name} out of the trash`,
    }),
  ])
  return toClient(row)
}

import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { deleteClient as contract } from '../contract.ts'
import { clientDeleted } from '../events.ts'
import { visibleClients } from '../queries/visible-clients.ts'
import { crmTables } from '../tables.ts'
import { factsOf } from './client-facts.ts'

/** Puts a client into the trash. Visits, payments and messages stay: they carry their own facts. */
export async function deleteClient(
  ctx: CommandContext,
  { clientId }: Input<typeof contract>,
): Promise<Output<typeof contract>> {
  permit(ctx, 'client.delete')
  const row = await crmTables(ctx.tx)
    .updateTable('clients as c')
    .set({ deleted_at: ctx.now.toString() })
    .where('c.org_id', '=', ctx.orgId)
    .where('c.id', '=', clientId)
    .where('c.deleted_at', 'is', null)
    .where(visibleClients(ctx))
    .returningAll()
    .executeTakeFirst()
  if (!row) throw new AppError('crm.client_not_found')
  await Promise.all([
    publish(ctx, clientDeleted(factsOf(row))),
    audit(ctx, {
      action: 'client.delete',
      recordType: 'client',
      recordId: row.id,
      summary: `Put ${row.name} into the trash`,
    }),
  ])
  return { id: row.id }
}

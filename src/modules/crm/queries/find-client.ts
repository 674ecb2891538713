import type { QueryContext } from '#platform/context.ts'
import { AppError } from '#values/errors.ts'
import { crmTables } from '../tables.ts'
import type { ClientRow } from './client-row.ts'
import { visibleClients } from './visible-clients.ts'

/** The client's row, also from the trash; refuses what the actor may not see as not found. */
export async function findClientRow(ctx: QueryContext, clientId: string): Promise<ClientRow> {
  const row = await crmTables(ctx.tx)
    .selectFrom('clients as c')
    .selectAll()
    .where('c.org_id', '=', ctx.orgId)
    .where('c.id', '=', clientId)
    .where(visibleClients(ctx))
    .executeTakeFirst()
  if (!row) throw new AppError('crm.client_not_found')
  return row
}

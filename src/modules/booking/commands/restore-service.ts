import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract.ts'
import { readService } from '../queries/list-services.ts'
import { bookingTables } from '../tables.ts'
import { noteCatalogueChange } from './note-change.ts'

/** Takes a service back from the trash. */
export async function restoreService(
  ctx: CommandContext,
  { serviceId }: Input<typeof contract.restoreService>,
): Promise<contract.Service> {
  permit(ctx, 'catalogue.edit')
  const restored = await bookingTables(ctx.tx)
    .updateTable('services')
    .set({ deleted_at: null })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', serviceId)
    .where('deleted_at', 'is not', null)
    .returning('name')
    .executeTakeFirst()
  if (!restored) throw new AppError('booking.service_not_found')
  await noteCatalogueChange(ctx, {
    action: 'service.restore',
    recordType: 'service',
    recordId: serviceId,
    summary: `Took the service ${restored.name} back from the trash`,
  })
  return readService(ctx, serviceId)
}

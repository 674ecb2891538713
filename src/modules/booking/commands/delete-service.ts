import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract.ts'
import { bookingTables } from '../tables.ts'
import { noteCatalogueChange } from './note-change.ts'

/** Moves a service to the trash: it is no longer offered, and visits keep what was sold. */
export async function deleteService(
  ctx: CommandContext,
  { serviceId }: Input<typeof contract.deleteService>,
): Promise<Output<typeof contract.deleteService>> {
  permit(ctx, 'catalogue.edit')
  const deleted = await bookingTables(ctx.tx)
    .updateTable('services')
    .set({ deleted_at: ctx.now.toString() })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', serviceId)
    .where('deleted_at', 'is', null)
    .returning('name')
    .executeTakeFirst()
  if (!deleted) throw new AppError('booking.service_not_found')
  await noteCatalogueChange(ctx, {
    action: 'service.delete',
    recordType: 'service',
    recordId: serviceId,
    summary: `Moved the service ${deleted.name} to the trash`,
  })
  return { id: serviceId }
}

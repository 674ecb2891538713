import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { AppError, invalidInput } from '#values/errors.ts'
import type * as contract from '../contract.ts'
import { changesBetween } from '../domain/changes.ts'
import { serviceFaults } from '../domain/service-faults.ts'
import { readService } from '../queries/list-services.ts'
import { bookingTables } from '../tables.ts'
import { requireCategory, type ServiceInput, serviceColumns } from './create-service.ts'
import { noteCatalogueChange } from './note-change.ts'
import { writeExtras } from './write-extras.ts'
import { writeSkillsOfService } from './write-skills.ts'

const noted = [
  'name',
  'summary',
  'description',
  'categoryName',
  'durationMinutes',
  'price',
  'deposit',
  'payOnDay',
  'bufferBeforeMinutes',
  'bufferAfterMinutes',
  'online',
  'active',
  'colour',
  'imageUrl',
  'extras',
  'staffIds',
] as const

/** Changes a service, its extras and its people. A missing category, picture or list of people stays as it is. */
export async function updateService(
  ctx: CommandContext,
  input: ServiceInput & { serviceId: string },
): Promise<contract.Service> {
  permit(ctx, 'catalogue.edit')
  const { serviceId } = input
  const faults = serviceFaults(input)
  if (faults.length > 0) throw invalidInput(faults)
  const before = await readService(ctx, serviceId)
  await requireCategory(ctx, input.categoryId)
  const updated = await bookingTables(ctx.tx)
    .updateTable('services')
    .set({
      ...serviceColumns(input),
      ...(input.categoryId !== undefined && { category_id: input.categoryId }),
      ...(input.imageKey !== undefined && { image_key: input.imageKey }),
    })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', serviceId)
    .where('deleted_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!updated) throw new AppError('booking.service_not_found')
  await writeExtras(ctx, serviceId, input.extras)
  if (input.staffIds) await writeSkillsOfService(ctx, serviceId, input.staffIds)
  const after = await readService(ctx, serviceId)
  await noteCatalogueChange(ctx, {
    action: 'service.update',
    recordType: 'service',
    recordId: serviceId,
    summary: `Changed the service ${after.name}`,
    changes: changesBetween(before, after, noted),
  })
  return after
}

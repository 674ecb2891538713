import type { ErrandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { createService } from '../commands/create-service.ts'
import { updateService } from '../commands/update-service.ts'
import type * as contract from '../contract.ts'
import { getService } from '../queries/list-services.ts'
import { dropReplacedPicture, withStoredPicture } from './store-picture.ts'

/** Adds a service with its picture. */
export async function createServiceWithPicture(
  ctx: ErrandContext,
  { image, ...fields }: Input<typeof contract.createService>,
): Promise<contract.Service> {
  permit(ctx, 'catalogue.edit')
  return withStoredPicture(ctx, image, (imageKey) => ctx.command(createService, { ...fields, imageKey }))
}

/** Changes a service and its picture. */
export async function updateServiceWithPicture(
  ctx: ErrandContext,
  { image, ...fields }: Input<typeof contract.updateService>,
): Promise<contract.Service> {
  permit(ctx, 'catalogue.edit')
  const before = await ctx.query(getService, { serviceId: fields.serviceId })
  const after = await withStoredPicture(ctx, image, (imageKey) =>
    ctx.command(updateService, { ...fields, imageKey }),
  )
  await dropReplacedPicture(ctx, before.imageUrl, after.imageUrl)
  return after
}

import type { CommandContext, ErrandContext } from '#platform/context.ts'
import { idempotencyOf, once } from '#platform/http/idempotency.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { createService, type ServiceInput } from '../commands/create-service.ts'
import { updateService } from '../commands/update-service.ts'
import * as contract from '../contract.ts'
import { getService } from '../queries/list-services.ts'
import { dropReplacedPicture, withStoredPicture } from './store-picture.ts'

/** Adds a service with its picture. A request repeated with the same idempotency key adds nothing. */
export async function createServiceWithPicture(
  ctx: ErrandContext,
  input: Input<typeof contract.createService>,
): Promise<contract.Service> {
  permit(ctx, 'catalogue.edit')
  const { image, ...fields } = input
  const { method, path } = contract.createService
  const key = idempotencyOf(ctx.request.headers.get('idempotency-key'), `${method} ${path}`, input)
  const command = (inner: CommandContext, service: ServiceInput) =>
    key ? once(inner, key, () => createService(inner, service)) : createService(inner, service)
  return withStoredPicture(ctx, image, (imageKey) => ctx.command(command, { ...fields, imageKey }))
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

import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError, invalidInput } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import type * as contract from '../contract.ts'
import { serviceFaults } from '../domain/service-faults.ts'
import { freeSlug, slugOf } from '../domain/slug.ts'
import { readService } from '../queries/list-services.ts'
import { bookingTables } from '../tables.ts'
import { noteCatalogueChange } from './note-change.ts'
import { writeExtras } from './write-extras.ts'
import { writeSkillsOfService } from './write-skills.ts'

/** A service's fields as commands take them: the picture is stored already, `imageKey` names it (null: none). */
export type ServiceInput = Omit<Input<typeof contract.createService>, 'image'> & { imageKey?: string | null }

/** Adds a service at the end of its category. Its address comes from the name and stays when the name changes. */
export async function createService(ctx: CommandContext, input: ServiceInput): Promise<contract.Service> {
  permit(ctx, 'catalogue.edit')
  const faults = serviceFaults(input)
  if (faults.length > 0) throw invalidInput(faults)
  await requireCategory(ctx, input.categoryId)
  const id = newId()
  await insertService(ctx, id, input)
  await writeExtras(ctx, id, input.extras)
  if (input.staffIds) await writeSkillsOfService(ctx, id, input.staffIds)
  await noteCatalogueChange(ctx, {
    action: 'service.create',
    recordType: 'service',
    recordId: id,
    summary: `Added the service ${input.name}`,
  })
  return readService(ctx, id)
}

/** Refuses with `booking.category_not_found` unless there is such a category, or none is meant. */
export async function requireCategory(ctx: CommandContext, id: string | null | undefined): Promise<void> {
  if (!id) return
  const found = await bookingTables(ctx.tx)
    .selectFrom('categories')
    .select('id')
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw new AppError('booking.category_not_found')
}

/** The columns that creating and changing a service both write. */
export function serviceColumns(input: ServiceInput) {
  return {
    name: input.name,
    summary: input.summary,
    description: input.description,
    duration_minutes: input.durationMinutes,
    price_amount: input.price,
    deposit_amount: input.deposit,
    pay_on_day: input.payOnDay,
    buffer_before_minutes: input.bufferBeforeMinutes,
    buffer_after_minutes: input.bufferAfterMinutes,
    online: input.online,
    active: input.active,
    colour: input.colour,
  }
}

async function insertService(ctx: CommandContext, id: string, input: ServiceInput): Promise<void> {
  const tables = bookingTables(ctx.tx)
  const slug = slugOf(input.name)
  const last = await tables
    .selectFrom('services')
    .select(({ fn }) => fn.coalesce(fn.max('position'), sql<number>`0`).as('position'))
    .where('org_id', '=', ctx.orgId)
    .executeTakeFirstOrThrow()
  for (;;) {
    const taken = await tables
      .selectFrom('services')
      .select('slug')
      .where('org_id', '=', ctx.orgId)
      .where('slug', 'like', `${slug}%`)
      .execute()
    const inserted = await tables
      .insertInto('services')
      .values({
        ...serviceColumns(input),
        org_id: ctx.orgId,
        id,
        slug: freeSlug(slug, new Set(taken.map((row) => row.slug))),
        category_id: input.categoryId ?? null,
        image_key: input.imageKey ?? null,
        position: last.position + 1,
        created_at: ctx.now.toString(),
      })
      .onConflict((conflict) => conflict.columns(['org_id', 'slug']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (inserted) return
  }
}

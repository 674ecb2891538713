import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { invalidInput } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import type * as contract from '../contract.ts'
import { noteCatalogueChange } from './note-change.ts'
import { tellHolidays } from './tell-holidays.ts'

/** Closes the whole organisation on a day. People with an exception on that day still work it. */
export async function createHoliday(
  ctx: CommandContext,
  { day, name }: Input<typeof contract.createHoliday>,
): Promise<contract.Holiday> {
  permit(ctx, 'org.edit')
  const { rows } = await sql<contract.Holiday>`
    insert into booking.holidays (org_id, id, day, name) values (${ctx.orgId}, ${newId()}, ${day}, ${name})
    on conflict (org_id, day) do nothing returning id, day, name`.execute(ctx.tx)
  const holiday = rows[0]
  if (!holiday) throw invalidInput([{ path: ['day'], message: 'This day is closed already.' }])
  await noteCatalogueChange(ctx, {
    action: 'holiday.create',
    recordType: 'holiday',
    recordId: holiday.id,
    summary: `Closed ${day}: ${name}`,
  })
  await tellHolidays(ctx)
  return holiday
}

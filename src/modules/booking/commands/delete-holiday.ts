import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract.ts'
import { noteCatalogueChange } from './note-change.ts'
import { tellHolidays } from './tell-holidays.ts'

/** Opens a closed day again. */
export async function deleteHoliday(
  ctx: CommandContext,
  { holidayId }: Input<typeof contract.deleteHoliday>,
): Promise<Output<typeof contract.deleteHoliday>> {
  permit(ctx, 'org.edit')
  const { rows } = await sql<{ day: string; name: string }>`
    delete from booking.holidays where org_id = ${ctx.orgId} and id = ${holidayId} returning day, name`.execute(
    ctx.tx,
  )
  if (!rows[0]) throw new AppError('booking.holiday_not_found')
  await noteCatalogueChange(ctx, {
    action: 'holiday.delete',
    recordType: 'holiday',
    recordId: holidayId,
    summary: `Opened ${rows[0].day} again (${rows[0].name})`,
  })
  await tellHolidays(ctx)
  return { id: holidayId }
}

import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { newId } from '#values/ids.ts'
import type * as contract from '../contract.ts'
import { bankHolidaysOf } from '../domain/bank-holidays.ts'
import { noteCatalogueChange } from './note-change.ts'
import { tellHolidays } from './tell-holidays.ts'

/** Closes the bank holidays of a year; days that are closed already keep their name. Answers with those days. */
export async function addBankHolidays(
  ctx: CommandContext,
  { year }: Input<typeof contract.bankHolidays>,
): Promise<Output<typeof contract.bankHolidays>> {
  permit(ctx, 'org.edit')
  const holidays = bankHolidaysOf(year)
  const days = holidays.map(({ day }) => day)
  const { rows: added } = await sql<{ id: string }>`
    insert into booking.holidays (org_id, id, day, name)
    select o.id, h.id, h.day, h.name
    from core.orgs o, unnest(${days.map(() => newId())}::uuid[], ${days}::date[],
                             ${holidays.map(({ name }) => name)}::text[]) as h(id, day, name)
    where o.id = ${ctx.orgId}
    on conflict (org_id, day) do nothing returning id`.execute(ctx.tx)
  if (added.length > 0) {
    await noteCatalogueChange(ctx, {
      action: 'holiday.bank_holidays',
      recordType: 'holiday',
      recordId: added[0]!.id,
      summary: `Closed ${added.length} bank holidays of ${year}`,
    })
    await tellHolidays(ctx)
  }
  const { rows: items } = await sql<contract.Holiday>`
    select id, day, name from booking.holidays
    where org_id = ${ctx.orgId} and day = any(${days}::date[]) order by day`.execute(ctx.tx)
  return { items }
}

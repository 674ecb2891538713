import { stringify } from 'csv-stringify/sync'
import { getOrganization } from '#modules/identity/public.ts'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { toDecimal } from '#values/money.ts'
import type * as contract from '../contract.ts'
import { statusWords } from '../domain/status.ts'
import { selectAppointments } from './appointment-rows.ts'
import { matching } from './list-appointments.ts'

const MOST = 50_000

/** The list as CSV for spreadsheets: local times of the organisation, amounts with decimals, formulas defused. */
export async function exportAppointments(
  ctx: QueryContext,
  input: Input<typeof contract.exportAppointments>,
): Promise<string> {
  permit(ctx, 'booking.export')
  const { zone } = await getOrganization(ctx)
  const rows = await selectAppointments(ctx)
    .where(matching(ctx, input, zone))
    .orderBy('a.starts_at', input.sort.startsWith('-') ? 'desc' : 'asc')
    .orderBy('a.id')
    .limit(MOST)
    .execute()
  const local = (instant: string | null) =>
    instant === null
      ? ''
      : Temporal.Instant.from(instant)
          .toZonedDateTimeISO(zone)
          .toPlainDateTime()
          .toString({ smallestUnit: 'minute' })
          .replace('T', ' ')
  return stringify(
    rows.map((row) => ({
      Number: row.number,
      Status: statusWords(row.status),
      Start: local(row.starts_at),
      End: local(row.ends_at),
      Service: row.service_name,
      Person: row.staff_name,
      Customer: row.customer_name ?? '',
      'E-mail': row.customer_email ?? '',
      Telephone: row.customer_phone ?? '',
      Address: [row.address_line1, row.address_line2, row.city].filter(Boolean).join(', '),
      Postcode: row.postcode,
      Price: toDecimal({ amount: row.price_amount, currency: row.currency }),
      Paid: toDecimal({ amount: row.paid_amount - row.refunded_amount, currency: row.currency }),
      Currency: row.currency,
      Payment: row.payment_status,
      Source: row.source,
      Booked: local(row.created_at),
      Cancelled: local(row.cancelled_at),
    })),
    { header: true, bom: true, escape_formulas: true },
  )
}

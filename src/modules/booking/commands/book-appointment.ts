import { ensureContact } from '#modules/crm/public.ts'
import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract/guest.ts'
import { appointmentBooked } from '../events.ts'
import { trackingUrl, visitToken } from '../queries/tracking-url.ts'
import { readLinkedVisit } from '../queries/visit-row.ts'
import { getWantedVisit } from '../queries/wanted-visit.ts'
import { customerColumns, insertVisit, occupationOf, soldColumns } from './insert-visit.ts'
import { takeTime } from './take-time.ts'
import { visitFacts } from './visit-facts.ts'

/** Books a visit in one call, paid on the day. */
export async function bookAppointment(
  ctx: CommandContext,
  input: Input<typeof contract.bookAppointment>,
): Promise<Output<typeof contract.bookAppointment>> {
  const { postcode } = input.address
  const wanted = await getWantedVisit(ctx, { ...input, postcode, by: 'customer' })
  const mayPayLater = wanted.org.policies.payOnTheDay && wanted.service.payOnDay
  if (!mayPayLater && wanted.price.total > 0) throw new AppError('booking.pay_on_day_not_allowed')

  const id = await takeTime(ctx, wanted, input.startsAt, {
    rules: 'customer',
    occupation: (person) => occupationOf(wanted, person, input.startsAt),
    write: async (person, busy) => {
      const at = occupationOf(wanted, person, input.startsAt)
      const { name, email, phone, address, accessNotes } = input
      return insertVisit(ctx, wanted.org.name, {
        ...soldColumns(wanted, at),
        ...busy,
        ...customerColumns({ ...input, ...address }),
        client_id: await ensureContact(ctx, { name, email, phone, address, accessNotes }),
        status: 'confirmed',
        source: 'online',
        payment_status: 'on_the_day',
      })
    },
  })
  const visit = await readLinkedVisit(ctx, id)
  await Promise.all([
    publish(ctx, appointmentBooked(visitFacts(visit))),
    audit(ctx, {
      action: 'appointment.book',
      recordType: 'appointment',
      recordId: id,
      summary: `Booked ${visit.service_name} with ${visit.staff_name} online`,
    }),
  ])
  return {
    id,
    number: visit.number,
    startsAt: visit.starts_at,
    endsAt: visit.ends_at,
    staffName: visit.staff_name,
    price: visit.price_amount,
    currency: visit.currency,
    token: visitToken(ctx, id),
    trackingUrl: trackingUrl(ctx, id),
  }
}

import { ensureContact, getClient } from '#modules/crm/public.ts'
import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract/appointments.ts'
import type { Appointment } from '../contract/appointments.ts'
import { appointmentBooked } from '../events.ts'
import { toAppointments } from '../queries/appointment-rows.ts'
import { isInScope } from '../queries/sendable-person.ts'
import { readLinkedVisit } from '../queries/visit-row.ts'
import { getWantedVisit } from '../queries/wanted-visit.ts'
import { readPhone } from './customer-phone.ts'
import { customerColumns, insertVisit, occupationOf, soldColumns } from './insert-visit.ts'
import { takeTime } from './take-time.ts'
import { visitFacts } from './visit-facts.ts'

/** Books a visit from the office: no notice, any minute, within working hours unless somebody who may overrides. */
export async function createAppointment(
  ctx: CommandContext,
  input: Input<typeof contract.createAppointment>,
): Promise<Appointment> {
  permit(ctx, 'booking.create')
  if (input.override) permit(ctx, 'booking.override')
  const { postcode } = input.address
  const phone = readPhone(input.phone)
  if (input.clientId) await getClient(ctx, { clientId: input.clientId })
  const all = await getWantedVisit(ctx, { ...input, postcode, by: 'office' })
  const wanted = { ...all, people: all.people.filter(({ id }) => isInScope(ctx, id)) }
  if (wanted.people.length === 0) throw new AppError('booking.staff_not_found')

  const id = await takeTime(ctx, wanted, input.startsAt, {
    rules: input.override ? 'override' : 'office',
    occupation: (person) => occupationOf(wanted, person, input.startsAt),
    write: async (person, busy) => {
      const { name, email, address, accessNotes } = input
      const contact = { name, email, phone, address, accessNotes, source: 'office' as const }
      return insertVisit(ctx, wanted.org.name, {
        ...soldColumns(wanted, occupationOf(wanted, person, input.startsAt)),
        ...busy,
        ...customerColumns({ ...input, phone, ...address }),
        client_id: input.clientId ?? (await ensureContact(ctx, contact)),
        status: 'confirmed',
        source: 'office',
        payment_status: wanted.service.payOnDay ? 'on_the_day' : 'unpaid',
      })
    },
  })
  const visit = await readLinkedVisit(ctx, id)
  await Promise.all([
    publish(ctx, appointmentBooked(visitFacts(visit, input.notify))),
    audit(ctx, {
      action: 'appointment.book',
      recordType: 'appointment',
      recordId: id,
      summary: `Booked ${visit.service_name} with ${visit.staff_name}`,
    }),
  ])
  const [appointment] = await toAppointments(ctx, [visit])
  return appointment!
}

import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { actorName, permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { newId } from '#values/ids.ts'
import type * as contract from '../contract/appointments.ts'
import { appointmentChanged } from '../events.ts'
import { readVisit } from '../queries/visit-row.ts'
import { bookingTables } from '../tables.ts'
import { visitFacts } from './visit-facts.ts'

/** Writes a private note on a visit; customers never see it. */
export async function addAppointmentNote(
  ctx: CommandContext,
  input: Input<typeof contract.addAppointmentNote>,
): Promise<{ id: string }> {
  permit(ctx, 'booking.edit')
  const visit = await readVisit(ctx, input.appointmentId)
  const id = newId()
  await bookingTables(ctx.tx)
    .insertInto('appointment_notes')
    .values({
      org_id: ctx.orgId,
      id,
      appointment_id: visit.id,
      body: input.body,
      author: actorName(ctx.actor),
      member_id: ctx.actor.kind === 'user' ? ctx.actor.memberId : null,
      created_at: ctx.now.toString(),
    })
    .execute()
  await Promise.all([
    publish(ctx, appointmentChanged({ ...visitFacts(visit, false), change: 'note' })),
    audit(ctx, {
      action: 'appointment.note',
      recordType: 'appointment',
      recordId: visit.id,
      summary: 'Wrote a note',
    }),
  ])
  return { id }
}

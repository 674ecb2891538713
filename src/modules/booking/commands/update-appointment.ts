import { getOrganization } from '#modules/identity/public.ts'
import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import type * as contract from '../contract/appointments.ts'
import type { Appointment } from '../contract/appointments.ts'
import { changesBetween } from '../domain/changes.ts'
import { paymentStatusOf } from '../domain/payment-status.ts'
import { appointmentChanged } from '../events.ts'
import { toAppointments } from '../queries/appointment-rows.ts'
import { refusedSlot } from '../queries/find-free-people.ts'
import { locate } from '../queries/locate.ts'
import { getMoveShape } from '../queries/move-shape.ts'
import { readVisit, type VisitRow } from '../queries/visit-row.ts'
import { bookingTables } from '../tables.ts'
import { readPhone } from './customer-phone.ts'
import { occupy } from './occupy.ts'
import { visitFacts } from './visit-facts.ts'

type Changes = Parameters<typeof updateAppointment>[1]

/** Changes customer, address, notes or price. Another address changes the ways before and after, which must fit. */
export async function updateAppointment(
  ctx: CommandContext,
  input: Input<typeof contract.updateAppointment>,
): Promise<Appointment> {
  permit(ctx, 'booking.edit')
  const visit = await readVisit(ctx, input.appointmentId)
  const columns = columnsOf(visit, input)
  if (input.address && input.address.postcode !== visit.postcode)
    await relocate(ctx, visit, input.address.postcode)
  if (Object.keys(columns).length > 0) {
    await bookingTables(ctx.tx)
      .updateTable('appointments')
      .set(columns)
      .where('org_id', '=', ctx.orgId)
      .where('id', '=', visit.id)
      .execute()
  }
  const changed = await readVisit(ctx, visit.id)
  const changes = changesBetween(visit, changed, Object.keys(words) as (keyof typeof words)[])
  const fields = Object.keys(changes) as (keyof typeof words)[]
  if (fields.length > 0) {
    const named = [...new Set(fields.map((field) => words[field]))].join(', ')
    await Promise.all([
      publish(ctx, appointmentChanged({ ...visitFacts(changed, false), change: named })),
      audit(ctx, {
        action: 'appointment.update',
        recordType: 'appointment',
        recordId: visit.id,
        summary: `Changed ${named}`,
        changes,
      }),
    ])
  }
  const [appointment] = await toAppointments(ctx, [changed])
  return appointment!
}

const words = {
  customer_name: 'name',
  customer_email: 'e-mail',
  customer_phone: 'phone',
  address_line1: 'address',
  address_line2: 'address',
  city: 'address',
  postcode: 'address',
  access_notes: 'access notes',
  customer_notes: 'notes',
  price_amount: 'price',
} as const

function columnsOf(visit: VisitRow, input: Changes) {
  const { name, email, address, accessNotes, customerNotes, price } = input
  const phone = readPhone(input.phone)
  const { paid_amount: paid, refunded_amount: refunded } = visit
  const onTheDay = visit.payment_status === 'on_the_day'
  return {
    ...(name !== undefined && { customer_name: name }),
    ...(email !== undefined && { customer_email: email }),
    ...(phone !== undefined && { customer_phone: phone }),
    ...(address && {
      address_line1: address.line1,
      address_line2: address.line2 ?? null,
      city: address.city,
    }),
    ...(accessNotes !== undefined && { access_notes: accessNotes || null }),
    ...(customerNotes !== undefined && { customer_notes: customerNotes || null }),
    ...(price !== undefined && {
      price_amount: price,
      payment_status: paymentStatusOf({ price, paid, refunded, onTheDay }),
    }),
  }
}

async function relocate(ctx: CommandContext, visit: VisitRow, postcode: string): Promise<void> {
  const [{ policies: pace }, place] = await Promise.all([getOrganization(ctx), locate(ctx, postcode)])
  const { lat, lon } = place
  const done = await occupy(
    ctx,
    {
      id: visit.id,
      staffId: visit.staff_id,
      zone: visit.staff_zone,
      startsAt: visit.starts_at,
      endsAt: visit.ends_at,
      bufferBeforeMinutes: visit.buffer_before_minutes,
      bufferAfterMinutes: visit.buffer_after_minutes,
      lat,
      lon,
      pace,
    },
    async (busy) => {
      await bookingTables(ctx.tx)
        .updateTable('appointments')
        .set({ postcode, lat, lon, ...busy })
        .where('org_id', '=', ctx.orgId)
        .where('id', '=', visit.id)
        .execute()
    },
  )
  if (done) return
  const shape = await getMoveShape(ctx, visit, { place })
  throw await refusedSlot(ctx, shape, visit.starts_at, 'taken', { except: visit.id })
}

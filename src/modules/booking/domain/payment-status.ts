import type { Appointment } from '../contract/appointments.ts'

/** What a visit's payments amount to, in one word. Amounts in minor units. */
export function paymentStatusOf(facts: {
  price: number
  paid: number
  refunded: number
  /** The customer chose to pay at the visit. */
  onTheDay: boolean
}): Appointment['paymentStatus'] {
  const { price, paid, refunded, onTheDay } = facts
  if (refunded > 0) return refunded >= paid ? 'refunded' : 'part_refunded'
  if (paid > 0) return paid >= price ? 'paid' : 'deposit'
  return onTheDay ? 'on_the_day' : 'unpaid'
}

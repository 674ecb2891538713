import type { AppointmentStatus } from '../contract/appointments.ts'
import type { TrackedVisit } from '../contract/guest.ts'

type Step = TrackedVisit['steps'][number]

const ladder: readonly { status: AppointmentStatus; title: string; detail: (staff: string) => string }[] = [
  { status: 'pending', title: 'Booked', detail: () => 'We have received your booking.' },
  { status: 'confirmed', title: 'Confirmed', detail: (staff) => `${staff} is coming.` },
  { status: 'on_the_way', title: 'On the way', detail: (staff) => `${staff} is on the way to you.` },
  { status: 'in_progress', title: 'Under way', detail: (staff) => `${staff} has started.` },
  { status: 'completed', title: 'Done', detail: () => 'The visit is finished.' },
]

/** The way of a visit for its customer: what has happened, what comes next. */
export function visitSteps(visit: {
  status: AppointmentStatus
  staffName: string
  refunded: number
  isRefundDue: boolean
}): Step[] {
  const booked: Step = { title: 'Booked', detail: 'We have received your booking.', state: 'done' }
  if (visit.status === 'cancelled') {
    const steps: Step[] = [booked, { title: 'Cancelled', detail: 'The visit is cancelled.', state: 'done' }]
    if (visit.refunded > 0) {
      steps.push({ title: 'Refunded', detail: 'Your money is on its way to you.', state: 'done' })
    } else if (visit.isRefundDue) {
      steps.push({ title: 'Refund', detail: 'We are sending your money back.', state: 'next' })
    }
    return steps
  }
  if (visit.status === 'no_show') {
    return [booked, { title: 'Missed', detail: 'Nobody was there when we came.', state: 'done' }]
  }
  const reached = ladder.findIndex(({ status }) => status === visit.status)
  return ladder.map(({ title, detail }, index) => ({
    title,
    detail: detail(visit.staffName),
    state: index <= reached ? 'done' : index === reached + 1 ? 'next' : 'later',
  }))
}

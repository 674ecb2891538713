import { appointmentCancelled, paidTimeLost } from '#modules/booking/events.ts'
import { onEventErrand } from '#platform/jobs.ts'
import { refundAppointment } from './errands/refund-appointment.ts'
import { returnCharge } from './errands/return-charge.ts'

export const jobs = [
  onEventErrand(appointmentCancelled, refundAppointment),
  onEventErrand(paidTimeLost, returnCharge),
]

import { paymentSucceeded, refundSucceeded } from '#modules/payments/events.ts'
import { every, onEvent } from '#platform/jobs.ts'
import { expireHolds } from './commands/expire-holds.ts'
import { notePayment, noteRefund } from './commands/note-money.ts'
import { sendReminders } from './commands/send-reminders.ts'

export const jobs = [
  every('1m', expireHolds),
  every('5m', sendReminders),
  onEvent(paymentSucceeded, notePayment),
  onEvent(refundSucceeded, noteRefund),
]

import {
  appointmentBooked,
  appointmentCancelled,
  appointmentChanged,
  appointmentConfirmed,
  appointmentMoved,
  appointmentRestored,
} from '#modules/booking/events.ts'
import { conversationResolved, messagesReceived } from '#modules/inbox/events.ts'
import { messageFailed, messageSent } from '#modules/notifications/events.ts'
import { paymentFailed, paymentSucceeded, refundFailed, refundSucceeded } from '#modules/payments/events.ts'
import { type JobDefinition, onEvent } from '#platform/jobs.ts'
import { writeConversationBegun, writeConversationResolved } from './commands/write-conversation-timeline.ts'
import { writeMessageFailed, writeMessageSent } from './commands/write-message-timeline.ts'
import {
  writePaymentReceived,
  writePaymentRefused,
  writeRefundDone,
  writeRefundFailed,
} from './commands/write-payment-timeline.ts'
import {
  writeVisitBooked,
  writeVisitCancelled,
  writeVisitChanged,
  writeVisitConfirmed,
  writeVisitMoved,
  writeVisitRestored,
} from './commands/write-visit-timeline.ts'

export const jobs: readonly JobDefinition[] = [
  onEvent(appointmentBooked, writeVisitBooked),
  onEvent(appointmentConfirmed, writeVisitConfirmed),
  onEvent(appointmentMoved, writeVisitMoved),
  onEvent(appointmentCancelled, writeVisitCancelled),
  onEvent(appointmentRestored, writeVisitRestored),
  onEvent(appointmentChanged, writeVisitChanged),
  onEvent(paymentSucceeded, writePaymentReceived),
  onEvent(paymentFailed, writePaymentRefused),
  onEvent(refundSucceeded, writeRefundDone),
  onEvent(refundFailed, writeRefundFailed),
  onEvent(messageSent, writeMessageSent),
  onEvent(messageFailed, writeMessageFailed),
  onEvent(messagesReceived, writeConversationBegun),
  onEvent(conversationResolved, writeConversationResolved),
]

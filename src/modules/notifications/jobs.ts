import { z } from 'zod'
import {
  appointmentBooked,
  appointmentCancelled,
  appointmentConfirmed,
  appointmentMoved,
  appointmentRestored,
  reminderDue,
  visitLookedUp,
} from '#modules/booking/events.ts'
import { authMailRequested, memberInvited } from '#modules/identity/events.ts'
import { defineJob, every, type JobDefinition, onEventErrand } from '#platform/jobs.ts'
import { SEND_MESSAGE } from './commands/enqueue-message.ts'
import { resumeStuckMessages } from './commands/resume-messages.ts'
import { sendMessage } from './errands/send-message.ts'
import { writeAccountMessage, writeInvitation } from './errands/write-account-message.ts'
import {
  writeBookingConfirmation,
  writeCancellationMessage,
  writeConfirmation,
  writeMoveMessage,
  writeReminder,
  writeRestoration,
  writeVisitLink,
} from './errands/write-visit-message.ts'

export const jobs: readonly JobDefinition[] = [
  onEventErrand(appointmentBooked, writeBookingConfirmation),
  onEventErrand(appointmentConfirmed, writeConfirmation),
  onEventErrand(appointmentRestored, writeRestoration),
  onEventErrand(appointmentMoved, writeMoveMessage),
  onEventErrand(appointmentCancelled, writeCancellationMessage),
  onEventErrand(reminderDue, writeReminder),
  onEventErrand(visitLookedUp, writeVisitLink),
  onEventErrand(authMailRequested, writeAccountMessage),
  onEventErrand(memberInvited, writeInvitation),
  // The plan of tries is ours and shown in the Outbox; these attempts only bridge a crash or a lost database.
  defineJob(SEND_MESSAGE, z.object({ messageId: z.uuid() }), sendMessage, 6),
  every('5m', resumeStuckMessages),
]

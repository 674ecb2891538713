import { z } from 'zod'
import {
  appointmentBooked,
  appointmentCancelled,
  appointmentRestored,
  holidaysChanged,
} from '#modules/booking/events.ts'
import { clientCreated } from '#modules/crm/events.ts'
import { defineJob, every, everyErrand, type JobDefinition, onEvent } from '#platform/jobs.ts'
import { assignEscalated, assignNew } from '../commands/assign-waiting.ts'
import {
  creditBooking,
  creditLead,
  noteConversionCancelled,
  noteConversionRestored,
} from '../commands/conversions/credit-conversions.ts'
import { keepClosedDays } from '../commands/keep-closed-days.ts'
import { keepTime } from '../commands/keep-time.ts'
import { askForRating } from '../commands/ratings/ask-for-rating.ts'
import { noteRatingComments } from '../commands/ratings/note-rating-comments.ts'
import { ASK_FOR_RATING, planRatingQuestion } from '../commands/ratings/plan-rating-question.ts'
import { dropUnsentFiles } from '../errands/delete-attachment.ts'
import { botEscalated, conversationResolved, messagesReceived } from '../events.ts'

export const conversationsJobs: readonly JobDefinition[] = [
  every('1m', keepTime),
  onEvent(messagesReceived, assignNew),
  onEvent(botEscalated, assignEscalated),
  onEvent(messagesReceived, noteRatingComments),
  onEvent(conversationResolved, planRatingQuestion),
  defineJob(ASK_FOR_RATING, z.object({ conversationId: z.uuid() }), (ctx, { conversationId }) =>
    ctx.command(askForRating, conversationId),
  ),
  onEvent(appointmentBooked, creditBooking),
  onEvent(appointmentCancelled, noteConversionCancelled),
  onEvent(appointmentRestored, noteConversionRestored),
  onEvent(clientCreated, creditLead),
  onEvent(holidaysChanged, keepClosedDays),
  everyErrand('24h', dropUnsentFiles),
]

import type { Rollup } from '#platform/rollups.ts'
import { broadcastsByDay, conversionsByDay, ticketsByDay } from './rollups/business.ts'
import {
  contactsByDay,
  contactsByMonth,
  conversationsByDay,
  conversationsByMonth,
} from './rollups/conversations.ts'
import { botByDay, botByMonth, failuresByDay, messagesByDay } from './rollups/messages.ts'
import {
  agentTimeByDay,
  agentTimeByMonth,
  ratingsByDay,
  ratingsByMonth,
  repliesByDay,
  repliesByMonth,
  replySpreadByDay,
  replySpreadByMonth,
  resolutionsByDay,
} from './rollups/replies.ts'

/** The figures of the inbox that are kept ready; each has one SELECT, and that is its definition. */
export const inboxRollups: readonly Rollup[] = [
  conversationsByDay,
  conversationsByMonth,
  contactsByDay,
  contactsByMonth,
  repliesByDay,
  repliesByMonth,
  replySpreadByDay,
  replySpreadByMonth,
  resolutionsByDay,
  ratingsByDay,
  ratingsByMonth,
  agentTimeByDay,
  agentTimeByMonth,
  messagesByDay,
  failuresByDay,
  botByDay,
  botByMonth,
  conversionsByDay,
  ticketsByDay,
  broadcastsByDay,
]

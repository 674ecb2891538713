import type { Rollup } from '#platform/rollups.ts'
import { broadcastsByDay, conversionsByDay, ticketsByDay } from './rollups/business.ts'
import {
  contactsByDay,
  contactsByMonth,
  conversationsByDay,
  conversationsByMonth,
} from './rollups/conversations.ts'
import { botByDay, botByMonth, failuresByDay, failuresByMonth, messagesByDay } from './rollups/messages.ts'
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

/**
 * The figures of the inbox that are kept ready; each has one SELECT, and that is its definition. Those that take longest
 * come first: when all are computed anew, several at once, none of them is left alone at the end.
 */
export const inboxRollups: readonly Rollup[] = [
  messagesByDay,
  replySpreadByDay,
  replySpreadByMonth,
  contactsByDay,
  contactsByMonth,
  conversationsByDay,
  conversationsByMonth,
  repliesByDay,
  repliesByMonth,
  resolutionsByDay,
  ratingsByDay,
  ratingsByMonth,
  agentTimeByDay,
  agentTimeByMonth,
  failuresByDay,
  failuresByMonth,
  botByDay,
  botByMonth,
  conversionsByDay,
  ticketsByDay,
  broadcastsByDay,
]

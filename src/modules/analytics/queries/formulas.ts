import type { FigureSums } from '#modules/inbox/public.ts'
import { average, count, share, type Value } from '../domain/figure.ts'

type Sums = {
  conversations: FigureSums<'conversations'>
  replies: FigureSums<'replies'>
  messages: FigureSums<'messages'>
  resolutions: FigureSums<'resolutions'>
  ratings: FigureSums<'ratings'>
  time: FigureSums<'time'>
  bot: FigureSums<'bot'>
  conversions: FigureSums<'conversions'>
  tickets: FigureSums<'tickets'>
}

/** Messages of ours that are out of the queue. */
export const left = ({ sent, delivered, read, failed }: Sums['messages']) => sent + delivered + read + failed

const ended = ({ solved, escalated, dropped }: Sums['bot']) => solved + escalated + dropped

/** The formulas of the catalogue over kept sums. */
export const formulas = {
  conversations: (s: Sums['conversations']): Value => count(s.opened),
  slaCompliance: (s: Sums['conversations']): Value => share(s.sla_met, s.sla_met + s.sla_breached),
  resolutionRate: (s: Sums['conversations']): Value => share(s.resolved, s.opened),
  handled: (s: Sums['conversations']): Value => count(s.by_agent + s.by_both, s.opened),
  botConversations: (s: Sums['conversations']): Value => count(s.by_bot + s.by_both, s.opened),
  responseTime: (clock: 'real' | 'open') => (s: Sums['replies']) =>
    average(clock === 'open' ? s.wait_open_ms : s.wait_ms, s.n, 1000),
  firstReply: (clock: 'real' | 'open') => (s: Sums['replies']) =>
    average(clock === 'open' ? s.first_wait_open_ms : s.first_wait_ms, s.first_n, 1000),
  waitingTime: (clock: 'real' | 'open') => (s: Sums['replies']) =>
    average(clock === 'open' ? s.any_wait_open_ms : s.any_wait_ms, s.any_n, 1000),
  repliesWithin: (s: Sums['replies']): Value => share(s.within, s.promised),
  replies: (s: Sums['replies']): Value => count(s.n),
  reopened: (s: Sums['resolutions']): Value => share(s.reopened, s.n),
  resolutionTime: (clock: 'real' | 'open') => (s: Sums['resolutions']) =>
    average(clock === 'open' ? s.took_open_ms : s.took_ms, s.n, 1000),
  deliveryRate: (s: Sums['messages']): Value => share(s.delivered + s.read, left(s)),
  sent: (s: Sums['messages']): Value => count(left(s)),
  readRate: (s: Sums['messages']): Value => share(s.read, s.delivered + s.read),
  failed: (s: Sums['messages']): Value => count(s.failed, left(s)),
  incoming: (s: Sums['messages']): Value => count(s.incoming),
  autoReplies: (s: Sums['messages']): Value => count(s.auto_sent + s.auto_failed),
  autoReplySuccess: (s: Sums['messages']): Value => share(s.auto_sent, s.auto_sent + s.auto_failed),
  rating: (s: Sums['ratings']): Value => average(s.score, s.n),
  ratingBot: (s: Sums['ratings']): Value => average(s.bot_score, s.bot_n),
  ratingHuman: (s: Sums['ratings']): Value => average(s.human_score, s.human_n),
  solvedByBot: (s: Sums['bot']): Value => share(s.solved, ended(s)),
  dropOff: (s: Sums['bot']): Value => share(s.dropped, ended(s)),
  escalation: (s: Sums['bot']): Value => share(s.escalated, ended(s)),
  leads: (s: Sums['conversions']): Value => count(s.leads),
  bookings: (s: Sums['conversions']): Value => count(s.bookings),
  revenue: (s: Sums['conversions']): Value => count(s.amount, s.bookings),
  ticketsResolved: (s: Sums['tickets']): Value => count(s.resolved),
}

import type { QueryContext } from '#platform/context.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type * as contract from '../../contract/dashboard.ts'
import { secondsPerConversation } from '../../domain/costs.ts'
import { round } from '../../domain/figure.ts'
import type { Span } from '../../domain/period.ts'
import { activeMs, timeByDay } from '../agent-time.ts'
import { type Dashboard, openDashboard, section } from '../dashboard.ts'
import { formulas } from '../formulas.ts'
import { metric, metricOver } from '../metric.ts'
import { type PeriodSums, periodSums, sumsBy } from '../sums.ts'

type Automation = Output<typeof contract.getAutomationImpact>

/** What the bot and the rules take off people. */
export async function getAutomationImpact(
  ctx: QueryContext,
  input: Input<typeof contract.getAutomationImpact>,
): Promise<Automation> {
  const dashboard = await openDashboard(ctx, input)
  return section(ctx, dashboard, { name: 'automation' }, async () => {
    const [conversations, bot, messages, ratings, intents, reasons] = await Promise.all([
      periodSums(ctx, dashboard, 'conversations'),
      periodSums(ctx, dashboard, 'bot'),
      periodSums(ctx, dashboard, 'messages'),
      periodSums(ctx, dashboard, 'ratings'),
      sumsBy(ctx, dashboard, 'bot', ['intent']),
      sumsBy(ctx, dashboard, 'bot', ['reason']),
    ])
    const { by_bot = 0, by_both = 0, by_agent = 0 } = conversations.total ?? {}
    return {
      botConversations: metricOver(dashboard, 'bot_conversations', conversations, formulas.botConversations),
      solvedByBot: metricOver(dashboard, 'solved_by_bot', bot, formulas.solvedByBot),
      dropOff: metricOver(dashboard, 'drop_off', bot, formulas.dropOff),
      escalation: metricOver(dashboard, 'escalation', bot, formulas.escalation),
      autoReplies: metricOver(dashboard, 'auto_replies', messages, formulas.autoReplies),
      autoReplySuccess: metricOver(dashboard, 'auto_reply_success', messages, formulas.autoReplySuccess),
      timeSaved: await timeSaved(ctx, dashboard, bot),
      split: { bot: by_bot, both: by_both, human: by_agent },
      intents: intents
        .map((row) => ({
          intent: row.intent,
          sessions: row.sessions,
          solved: row.solved,
          escalated: row.escalated,
          dropped: row.dropped,
          successPercent: formulas.solvedByBot(row).value,
        }))
        .sort((a, b) => b.sessions - a.sessions || a.intent.localeCompare(b.intent)),
      escalationReasons: reasons
        .filter(({ escalated }) => escalated > 0)
        .map(({ reason, escalated }) => ({ reason, count: escalated }))
        .sort((a, b) => b.count - a.count || a.reason.localeCompare(b.reason)),
      satisfaction: {
        bot: ratings.total ? formulas.ratingBot(ratings.total).value : null,
        botCount: ratings.total?.bot_n ?? 0,
        human: ratings.total ? formulas.ratingHuman(ratings.total).value : null,
        humanCount: ratings.total?.human_n ?? 0,
      },
    }
  })
}

async function timeSaved(
  ctx: QueryContext,
  dashboard: Dashboard,
  bot: PeriodSums<'bot'>,
): Promise<Automation['timeSaved']> {
  const [each, before] = await Promise.all([
    handlingSeconds(ctx, dashboard, dashboard.span),
    dashboard.previous ? handlingSeconds(ctx, dashboard, dashboard.previous) : null,
  ])
  const saved = (solved: number | undefined, seconds: number | null) =>
    solved && seconds !== null ? solved * seconds : null
  const solved = bot.total?.solved ?? 0
  return {
    ...metric(
      dashboard,
      'time_saved',
      { value: saved(solved, each) },
      {
        previous: { value: saved(bot.previous?.solved, before) },
        spark: dashboard.days.map((day) => saved(bot.byDay.get(day)?.solved, each)),
      },
    ),
    formula:
      each === null
        ? 'Nothing to estimate by: nobody was online and handled a conversation in the period.'
        : `${solved} solved by the bot × ${round(each / 60, 1)} min, our own median per conversation`,
  }
}

/** How long our people work on one conversation, in seconds: over the whole house, whoever is chosen. */
export async function handlingSeconds(
  ctx: QueryContext,
  dashboard: Dashboard,
  span: Span,
): Promise<number | null> {
  const house = { ...dashboard, filter: { agents: null, channels: null } }
  const [time, conversations] = await Promise.all([
    timeByDay(ctx, house, span),
    sumsBy(ctx, house, 'conversations', ['day'], { span }),
  ])
  return secondsPerConversation(
    conversations.map(({ day, by_agent, by_both }) => ({
      activeMs: activeMs(time.get(day)),
      handled: by_agent + by_both,
    })),
  )
}

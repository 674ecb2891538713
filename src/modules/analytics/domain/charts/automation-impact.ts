import { countWords, oneDecimal } from '../figure-words.ts'
import type { AutomationImpact } from '../sections.ts'
import { drawBars, longestBars } from './bars.ts'
import type { ChartSpec } from './look.ts'
import { drawSplit } from './split.ts'

/** Conversations by who answered: the bot alone, the bot and then people, people alone. */
export const botSplit: ChartSpec<AutomationImpact> = {
  key: 'bot-split',
  title: 'What does the bot take off us?',
  about: () => 'Conversations of the period, by who answered',
  build({ split, botConversations }, look) {
    const whole = split.bot + split.both + split.human
    const [pine, apricot] = look.colours.series
    return drawSplit(
      look,
      [
        { name: 'Bot alone', value: split.bot, colour: pine! },
        { name: 'Bot, then a person', value: split.both, colour: apricot! },
        { name: 'People alone', value: split.human, colour: look.colours.series[7]! },
      ],
      `The bot alone answered ${countWords(split.bot, look.locale)} of ${countWords(whole, look.locale)} conversations; it took part in ${countWords(botConversations.value ?? 0, look.locale)}.`,
    )
  },
  table: ({ split }) => ({
    key: 'bot-split',
    title: 'Conversations by who answered',
    columns: [
      { key: 'name', label: 'Answered by', kind: 'text' },
      { key: 'count', label: 'Conversations', kind: 'count' },
    ],
    rows: [
      { name: 'Bot alone', count: split.bot },
      { name: 'Bot, then a person', count: split.both },
      { name: 'People alone', count: split.human },
    ],
  }),
}

/** Satisfaction with the bot and with people, on the scale of 1 to 5 drawn from zero. */
export const satisfaction: ChartSpec<AutomationImpact> = {
  key: 'satisfaction',
  title: 'Whom do customers prefer?',
  about: () => 'Average rating after a conversation, 1 to 5',
  build({ satisfaction: rated }, look) {
    if (rated.bot === null && rated.human === null) return null
    const score = (value: number | null) => (value === null ? 'None' : oneDecimal(value, look.locale))
    const ratings = (count: number) => `${countWords(count, look.locale)} rating${count === 1 ? '' : 's'}`
    return drawBars(
      look,
      [
        {
          name: 'Bot',
          value: rated.bot ?? 0,
          upTo: 5,
          label: score(rated.bot),
          detail: ratings(rated.botCount),
          colour: look.colours.series[7],
        },
        {
          name: 'People',
          value: rated.human ?? 0,
          upTo: 5,
          label: score(rated.human),
          detail: ratings(rated.humanCount),
        },
      ],
      {
        what: 'Average rating',
        max: 5,
        nameWidth: 52,
        labelWidth: 128,
        summary: `Ratings: bot ${score(rated.bot)}, people ${score(rated.human)}, of 5.`,
      },
    )
  },
  table: ({ satisfaction: rated }) => ({
    key: 'satisfaction',
    title: 'Satisfaction with the bot and with people',
    columns: [
      { key: 'name', label: 'With', kind: 'text' },
      { key: 'rating', label: 'Average rating', kind: 'score' },
      { key: 'count', label: 'Ratings', kind: 'count' },
    ],
    rows: [
      { name: 'Bot', rating: rated.bot, count: rated.botCount },
      { name: 'People', rating: rated.human, count: rated.humanCount },
    ],
  }),
}

/** Why the bot handed over. */
export const escalationReasons: ChartSpec<AutomationImpact> = {
  key: 'escalation-reasons',
  title: 'Why does the bot hand over?',
  about: () => 'Hand-overs to a person, by reason',
  build({ escalationReasons: reasons, escalation }, look) {
    if (reasons.length === 0) return null
    const bars = longestBars(reasons, (others) => ({
      reason: `${others.length} other reasons`,
      count: others.reduce((sum, { count }) => sum + count, 0),
    }))
    return drawBars(
      look,
      bars.map(({ reason, count }, index) => ({
        name: reason,
        value: count,
        label: countWords(count, look.locale),
        rows: reasons[index]?.reason === reason ? { metric: escalation.key, part: reason } : undefined,
      })),
      {
        what: 'Hand-overs',
        nameWidth: 260,
        labelWidth: 48,
        summary: `Most often: ${reasons[0]!.reason}, ${countWords(reasons[0]!.count, look.locale)} times.`,
      },
    )
  },
  table: ({ escalationReasons: reasons }) => ({
    key: 'escalation-reasons',
    title: 'Hand-overs by reason',
    columns: [
      { key: 'reason', label: 'Reason', kind: 'text' },
      { key: 'count', label: 'Hand-overs', kind: 'count' },
    ],
    rows: reasons.map(({ reason, count }) => ({ reason, count })),
  }),
}

import { countWords, percentWords } from '../figure-words.ts'
import type { ConversationEffectiveness } from '../sections.ts'
import { drawBars, longestBars } from './bars.ts'
import type { ChartSpec } from './look.ts'

/** Conversations per agent, the bot in grey; beyond a dozen people the rest is one bar. */
export const agentBars: ChartSpec<ConversationEffectiveness> = {
  key: 'agents-conversations',
  title: 'Who carries the conversations?',
  about: ({ conversations }, { locale }) =>
    conversations.value === null
      ? 'Conversations, counted for whoever has them'
      : `${countWords(conversations.value, locale)} conversations, counted for whoever has them`,
  build({ perAgent, conversations }, look) {
    if (perAgent.length === 0) return null
    const bars = longestBars(perAgent, (others) => ({
      id: 'others',
      name: `${others.length} others`,
      conversations: others.reduce((sum, one) => sum + one.conversations, 0),
      share: others.reduce((sum, one) => sum + one.share, 0),
    }))
    const first = perAgent[0]!
    return drawBars(
      look,
      bars.map(({ id, name, conversations: count, share }) => ({
        name,
        value: count,
        label: countWords(count, look.locale),
        detail: percentWords(share, look.locale),
        colour: id === null || id === 'others' ? look.colours.series[7] : undefined,
        rows: id === null || id === 'others' ? undefined : { metric: conversations.key, of: id },
      })),
      {
        what: 'Conversations',
        summary: `${first.name} has most conversations, ${countWords(first.conversations, look.locale)} or ${percentWords(first.share, look.locale)}.`,
      },
    )
  },
  table: ({ perAgent }) => ({
    key: 'agents-conversations',
    title: 'Conversations per agent',
    columns: [
      { key: 'name', label: 'Agent', kind: 'text' },
      { key: 'conversations', label: 'Conversations', kind: 'count' },
      { key: 'share', label: 'Share', kind: 'percent' },
    ],
    rows: perAgent.map(({ name, conversations, share }) => ({ name, conversations, share })),
  }),
}

import { countWords } from '../figure-words.ts'
import type { ConversationEffectiveness } from '../sections.ts'
import type { ChartSpec } from './look.ts'
import { drawSplit } from './split.ts'

/** Of the conversations of the period, how many are resolved and how many still open. */
export const resolvedOpen: ChartSpec<ConversationEffectiveness> = {
  key: 'resolved-open',
  title: 'How much is done?',
  about: () => 'Conversations of the period, as they stand now',
  build({ resolvedVsOpen: { resolved, open }, resolutionRate }, look) {
    return drawSplit(
      look,
      [
        {
          name: 'Resolved',
          value: resolved,
          colour: look.colours.series[0]!,
          rows: { metric: resolutionRate.key },
        },
        {
          name: 'Still open',
          value: open,
          colour: look.colours.series[1]!,
          rows: { metric: resolutionRate.key },
        },
      ],
      `${countWords(resolved, look.locale)} resolved, ${countWords(open, look.locale)} still open.`,
    )
  },
  table: ({ resolvedVsOpen: { resolved, open } }) => ({
    key: 'resolved-open',
    title: 'Resolved and open conversations',
    columns: [
      { key: 'name', label: 'State', kind: 'text' },
      { key: 'count', label: 'Conversations', kind: 'count' },
    ],
    rows: [
      { name: 'Resolved', count: resolved },
      { name: 'Still open', count: open },
    ],
  }),
}

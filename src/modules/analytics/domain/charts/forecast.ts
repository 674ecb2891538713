import { countWords, hourWords, percentWords, pointWords } from '../figure-words.ts'
import type { CustomerLoad } from '../sections.ts'
import { drawColumns } from './columns.ts'
import type { ChartSpec } from './look.ts'

/** The next hours as past weeks lead to expect, the next peak in apricot, with the error said. */
export const forecast: ChartSpec<CustomerLoad> = {
  key: 'forecast',
  title: 'When is the next rush?',
  about: ({ forecast: expected }, { locale }) =>
    expected
      ? `Expected messages per hour; on the last ${expected.testedWeeks} weeks this was ${percentWords(expected.errorPercent, locale)} off`
      : 'Expected messages per hour',
  build({ forecast: expected }, look) {
    if (!expected || expected.hours.length === 0) return null
    const { hours, nextPeakAt, nextPeakExpected } = expected
    const peak = hours.findIndex(({ at }) => at === nextPeakAt)
    const about = `about ${countWords(nextPeakExpected, look.locale)}`
    const text = `${pointWords(nextPeakAt, look)}, ${about}`
    return drawColumns(look, {
      at: hours.map(({ at }) => at),
      height: 220,
      words: (value) => countWords(value, look.locale),
      standsOut:
        peak < 0
          ? undefined
          : {
              index: peak,
              colour: look.colours.series[1]!,
              text: look.width < 520 ? `${hourWords(nextPeakAt, look)}, ${about}` : text,
            },
      stacks: [
        {
          name: 'Expected',
          values: hours.map(({ expected: value }) => value),
          colour: look.colours.steps[3]!,
        },
      ],
      summary: `The next peak is expected on ${text} messages.`,
    })
  },
  table: ({ forecast: expected }) => ({
    key: 'forecast',
    title: 'Expected messages',
    columns: [
      { key: 'at', label: 'Hour', kind: 'point' },
      { key: 'expected', label: 'Expected messages', kind: 'score' },
    ],
    rows: (expected?.hours ?? []).map(({ at, expected: value }) => ({ at, expected: value })),
  }),
}

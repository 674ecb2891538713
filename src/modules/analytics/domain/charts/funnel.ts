import { countWords, percentWords } from '../figure-words.ts'
import type { WhatsappPerformance } from '../sections.ts'
import { drawBars } from './bars.ts'
import type { ChartSpec } from './look.ts'

/** How far messages get: each step as a bar from zero, with what was lost since the step before drawn pale. */
export const funnel: ChartSpec<WhatsappPerformance> = {
  key: 'funnel',
  title: 'Where do messages get lost?',
  about: () => 'Messages we sent on WhatsApp, and how far each went. Pale: lost at this step',
  build({ funnel: steps, sent }, look) {
    const first = steps[0]
    if (!first || first.value === 0) return null
    const isWide = look.width >= 560
    const bars = steps.map(({ name, value, percentOfPrevious }, index) => {
      const before = steps[index - 1]
      const lost = before ? Math.max(0, before.value - value) : 0
      const of =
        before && percentOfPrevious !== null
          ? `${percentWords(percentOfPrevious, look.locale)}${isWide ? ` of ${before.name.toLowerCase()}` : ''}`
          : undefined
      return {
        name,
        value,
        upTo: before ? Math.max(value, before.value) : undefined,
        label: countWords(value, look.locale),
        detail: of && isWide && lost > 0 ? `${of}, lost ${countWords(lost, look.locale)}` : of,
        rows: index === 0 ? { metric: sent.key } : { metric: sent.key, part: steps[index]!.key },
      }
    })
    const last = steps.at(-1)!
    return drawBars(look, bars, {
      what: 'Messages',
      nameWidth: 84,
      labelWidth: isWide ? 226 : 108,
      summary: `Of ${countWords(first.value, look.locale)} messages sent, ${countWords(last.value, look.locale)} were ${last.name.toLowerCase()}.`,
    })
  },
  table: ({ funnel: steps }) => ({
    key: 'funnel',
    title: 'How far messages get',
    columns: [
      { key: 'name', label: 'Step', kind: 'text' },
      { key: 'value', label: 'Messages', kind: 'count' },
      { key: 'percentOfPrevious', label: 'Of the step before', kind: 'percent' },
    ],
    rows: steps.map(({ name, value, percentOfPrevious }) => ({ name, value, percentOfPrevious })),
  }),
}

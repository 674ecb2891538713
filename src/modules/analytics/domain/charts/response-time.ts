import { durationWords, pointWords } from '../figure-words.ts'
import type { ConversationEffectiveness } from '../sections.ts'
import { drawLines, timeScale } from './lines.ts'
import type { ChartSpec } from './look.ts'

const line = (seconds: number) => {
  const { text, unit } = durationWords(seconds)
  return `${text} ${unit}`
}

/** A day that stands out is named when its p90 is more than half above the second highest, and worth a look. */
function oddDay(days: ConversationEffectiveness['responseTime']): { index: number; value: number } | null {
  const known = days.flatMap(({ p90 }, index) => (p90 === null ? [] : [{ index, value: p90 }]))
  const sorted = [...known].sort((a, b) => b.value - a.value)
  const [first, second] = sorted
  if (!first || !second || known.length < 5) return null
  const middle = sorted[Math.floor(sorted.length / 2)]!.value
  return first.value > 1.5 * middle && first.value > second.value ? first : null
}

/** First reply per day: the middle, the average and the slowest tenth, beside what was promised. */
export const responseTime: ChartSpec<ConversationEffectiveness> = {
  key: 'response-time',
  title: 'How fast do we reply?',
  about: ({ responseTime: days }) =>
    days.some(({ isClosed }) => isClosed)
      ? 'Time to the first reply, per day. Shaded: closed'
      : 'Time to the first reply, per day',
  build({ responseTime: days, firstReply, targetSeconds }, look) {
    if (days.every(({ p50, average }) => p50 === null && average === null)) return null
    const odd = oddDay(days)
    const rows = (at: string) => ({ metric: firstReply.key, on: at.slice(0, 10) })
    const first = days.find(({ p50 }) => p50 !== null)
    const last = days.findLast(({ p50 }) => p50 !== null)
    const scale = timeScale(Math.max(...days.map(({ p90, average }) => Math.max(p90 ?? 0, average ?? 0))))
    return drawLines(look, {
      at: days.map(({ day }) => day),
      height: 250,
      words: line,
      ...scale,
      target:
        targetSeconds === null
          ? null
          : { at: targetSeconds, name: `target ${timeScale(targetSeconds).axisWords(targetSeconds)}` },
      isShaded: (index) => days[index]!.isClosed,
      notes: odd ? [{ ...odd, text: `${pointWords(days[odd.index]!.day, look)}: ${line(odd.value)}` }] : [],
      lines: [
        { name: 'p90', values: days.map(({ p90 }) => p90), colour: look.colours.series[1]!, rows },
        {
          name: 'average',
          values: days.map(({ average }) => average),
          colour: look.colours.series[2]!,
          isDashed: true,
          rows,
        },
        { name: 'p50', values: days.map(({ p50 }) => p50), colour: look.colours.series[0]!, rows },
      ],
      summary:
        first?.p50 != null && last?.p50 != null
          ? `The median first reply went from ${line(first.p50)} to ${line(last.p50)}; nine in ten within ${line(last.p90 ?? last.p50)} at the end.`
          : 'Time to the first reply, per day.',
    })
  },
  table: ({ responseTime: days }) => ({
    key: 'response-time',
    title: 'Time to the first reply',
    columns: [
      { key: 'day', label: 'Day', kind: 'point' },
      { key: 'average', label: 'Average', kind: 'seconds' },
      { key: 'p50', label: 'Median (p50)', kind: 'seconds' },
      { key: 'p90', label: 'Slowest tenth (p90)', kind: 'seconds' },
      { key: 'closed', label: 'Closed', kind: 'text' },
    ],
    rows: days.map(({ day, average, p50, p90, isClosed }) => ({
      day,
      average,
      p50,
      p90,
      closed: isClosed ? 'closed' : '',
    })),
  }),
}

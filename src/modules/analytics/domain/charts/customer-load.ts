import { countWords, dayOf, durationWords, hourWords, isHour, pointWords } from '../figure-words.ts'
import type { CustomerLoad } from '../sections.ts'
import { drawLines, timeScale } from './lines.ts'
import type { ChartLook, ChartSpec, RowsTarget } from './look.ts'

const time = (seconds: number) => {
  const { text, unit } = durationWords(Math.round(seconds))
  return `${text} ${unit}`
}
const NOTES = 3

/** The rows of a day, or of one hour of it: `1-09` is Monday from nine. */
function hourTarget(metric: string, at: string, look: ChartLook): RowsTarget {
  const on = dayOf(at, look.zone)
  if (!isHour(at)) return { metric, on }
  const weekday = new Date(`${on}T12:00:00Z`).getUTCDay() || 7
  return { metric, on, part: `${weekday}-${hourWords(at, look).slice(0, 2)}` }
}

/** Incoming messages over time with the peaks marked and named. */
export const incoming: ChartSpec<CustomerLoad> = {
  key: 'per-hour',
  title: 'When is it busy?',
  about: ({ perHour }) =>
    perHour[0] && isHour(perHour[0].at)
      ? 'Incoming messages per hour. Rings: the peaks'
      : 'Incoming messages per day. Rings: the peaks',
  build({ perHour, incoming: metric }, look) {
    if (perHour.every(({ value }) => !value)) return null
    const peaks = perHour
      .flatMap(({ at, value, isPeak }, index) => (isPeak && value !== null ? [{ at, value, index }] : []))
      .sort((a, b) => b.value - a.value)
      .slice(0, NOTES)
    const top = peaks[0]
    return drawLines(look, {
      at: perHour.map(({ at }) => at),
      height: 240,
      words: (value) => countWords(value, look.locale),
      notes: peaks.map(({ at, value, index }, rank) => ({
        index,
        value,
        text: rank === 0 ? `${pointWords(at, look)}: ${countWords(value, look.locale)}` : '',
      })),
      lines: [
        {
          name: '',
          values: perHour.map(({ value }) => value),
          colour: look.colours.series[0]!,
          isArea: true,
          rows: (at) => hourTarget(metric.key, at, look),
        },
      ],
      summary: top
        ? `Busiest: ${pointWords(top.at, look)} with ${countWords(top.value, look.locale)} messages.`
        : 'Incoming messages over time.',
    })
  },
  table: ({ perHour }) => ({
    key: 'per-hour',
    title: 'Incoming messages',
    columns: [
      { key: 'at', label: 'When', kind: 'point' },
      { key: 'value', label: 'Messages', kind: 'count' },
      { key: 'peak', label: 'Peak', kind: 'text' },
    ],
    rows: perHour.map(({ at, value, isPeak }) => ({ at, value, peak: isPeak ? 'peak' : '' })),
  }),
}

/** Waiting time per day beside the same day of the period before. */
export const waiting: ChartSpec<CustomerLoad> = {
  key: 'waiting',
  title: 'Do customers wait longer than before?',
  about: () => 'Average wait for an answer, beside the period before',
  build({ waitingTrend, waiting: metric }, look) {
    if (waitingTrend.every(({ now, before }) => now === null && before === null)) return null
    const most = Math.max(...waitingTrend.map(({ now, before }) => Math.max(now ?? 0, before ?? 0)))
    const last = waitingTrend.findLast(({ now }) => now !== null)
    return drawLines(look, {
      at: waitingTrend.map(({ day }) => day),
      height: 220,
      words: time,
      ...timeScale(most),
      lines: [
        {
          name: 'now',
          values: waitingTrend.map(({ now }) => now),
          colour: look.colours.series[0]!,
          rows: (at) => ({ metric: metric.key, on: at.slice(0, 10) }),
        },
        ...(waitingTrend.some(({ before }) => before !== null)
          ? [
              {
                name: 'before',
                values: waitingTrend.map(({ before }) => before),
                colour: look.colours.series[7]!,
                isDashed: true,
              },
            ]
          : []),
      ],
      summary: last ? `The last average wait was ${time(last.now!)}.` : 'Nobody had to wait.',
    })
  },
  table: ({ waitingTrend }) => ({
    key: 'waiting',
    title: 'Average wait for an answer',
    columns: [
      { key: 'day', label: 'Day', kind: 'point' },
      { key: 'now', label: 'Now', kind: 'seconds' },
      { key: 'before', label: 'Before', kind: 'seconds' },
    ],
    rows: waitingTrend.map(({ day, now, before }) => ({ day, now, before })),
  }),
}

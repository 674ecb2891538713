import type { Threshold } from '../../contract/settings.ts'
import type { WordsOf } from '../figure-words.ts'
import type { ChartColours, ChartLook } from './look.ts'

/** The light tokens (`web/kit/tokens.css`), for paper, pictures and mail; a test compares them. */
export const printColours: ChartColours = {
  series: ['#0f5c4d', '#e8743b', '#3b6fa0', '#9a6fb0', '#c9a227', '#5b8c5a', '#b3372f', '#7a7670'],
  steps: ['#f1f5f2', '#d9eae4', '#b4d6cb', '#7fb7a7', '#37796a', '#0f5c4d'],
  ink: '#1c1b1a',
  muted: '#6b6762',
  surface: '#ffffff',
  sunken: '#f4f1ec',
  stripe: '#efebe5',
  line: '#e7e2db',
  lineStrong: '#cfc8be',
  grid: '#f0ece6',
  goodInk: '#276b43',
  warnInk: '#85570f',
  badInk: '#b3372f',
}

/** How charts look on paper and in pictures. */
export function printLook(
  words: WordsOf,
  thresholds: Readonly<Record<string, Threshold>>,
  width: number,
): ChartLook {
  return { ...words, thresholds, width, colours: printColours, font: 'Inter' }
}

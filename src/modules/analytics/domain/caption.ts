import type { DashboardFilter } from '../contract/dashboard.ts'
import { dayWords, stampWords, type WordsOf } from './figure-words.ts'

interface Named {
  id: string
  name: string
}

export interface CaptionFacts {
  organization: string
  title: string
  filter: DashboardFilter
  /** What can be filtered by, for the names of what was chosen. */
  choices: {
    agents: readonly Named[]
    teams: readonly Named[]
    channels: readonly Named[]
    isOwnOnly: boolean
  }
  part?: string
  /** Until when the figures hold. */
  asOf: string
  /** Who asked for the file. */
  madeFor: string
  words: WordsOf
}

/** One fact of a file's origin: what it is called, and what it is. */
export type CaptionLine = readonly [name: string, value: string]

const compares = {
  previous: 'compared with the period before',
  year: 'compared with a year before',
  none: 'without comparison',
} as const

/** What every file says of itself: organisation, period, filter, zone, until when, and for whom it was made. */
export function captionOf(facts: CaptionFacts): CaptionLine[] {
  const { filter, words } = facts
  return [
    ['Organisation', facts.organization],
    ['Report', facts.title],
    ['Period', `${periodWords(filter, words.locale)}, ${compares[filter.compare]}`],
    ['Filter', filterWords(facts)],
    ['Time zone', words.zone],
    ['As of', stampWords(facts.asOf, words)],
    ['Made for', facts.madeFor],
  ]
}

/** `Wed 28 Oct 2026 to Thu 26 Nov 2026`. */
export function periodWords({ from, to }: { from: string; to: string }, locale: string): string {
  const day = (value: string) => dayWords(value, locale, true)
  return from === to ? day(from) : `${day(from)} to ${day(to)}`
}

function filterWords({ filter, choices, part, madeFor }: CaptionFacts): string {
  const names = (ids: readonly string[] | undefined, known: readonly Named[], all: string) =>
    ids && ids.length > 0
      ? ids.map((id) => known.find((one) => one.id === id)?.name ?? 'unknown').join(', ')
      : all
  return [
    names(filter.channel, choices.channels, 'all channels'),
    names(filter.team, choices.teams, 'all teams'),
    choices.isOwnOnly ? `${madeFor} only` : names(filter.agent, choices.agents, 'all agents'),
    filter.businessHours ? 'business hours' : 'real time',
    ...(part ? [`only: ${part}`] : []),
  ].join(' · ')
}

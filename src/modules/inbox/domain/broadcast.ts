import { Phone } from '#values/phone.ts'
import type { ChannelKind } from '../contract/words.ts'
import { variableCount } from './template-text.ts'

/** Somebody who may get a broadcast. */
export interface Candidate {
  clientId: string | null
  address: string
  name: string
  postcode: string
  /** The line of the pasted list, from 1; null for clients. */
  row: number | null
}

export interface Sorted {
  chosen: readonly Candidate[]
  skipped: readonly (Candidate & { reason: string })[]
}

/** What a broadcast says: the template's text, what stands for its variables, and the facts about the house. */
export interface Wording {
  body: string
  variables: Readonly<Record<string, string>>
  house: { organization: string; bookingUrl: string }
}

const MAIL = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]{2,}$/

/** An address as the channel needs it: E.164 without fancy, or a lower-case mail address; null when it is none. */
export function usableAddress(kind: ChannelKind, text: string): string | null {
  const address = text.trim()
  if (kind === 'email') return MAIL.test(address) ? address.toLowerCase() : null
  return Phone.safeParse(address).data ?? null
}

/** Who gets it and who does not, with the reason: no usable address, twice in the list, opted out. */
export function sortCandidates(
  kind: ChannelKind,
  candidates: readonly Candidate[],
  optedOut: ReadonlySet<string>,
): Sorted {
  const chosen = new Map<string, Candidate>()
  const skipped: (Candidate & { reason: string })[] = []
  for (const candidate of candidates) {
    const address = usableAddress(kind, candidate.address)
    if (address === null) skipped.push({ ...candidate, reason: wrongAddress(kind, candidate.address) })
    else if (optedOut.has(address))
      skipped.push({ ...candidate, address, reason: 'Asked to get no messages.' })
    else if (chosen.has(address)) skipped.push({ ...candidate, address, reason: 'Is in the list already.' })
    else chosen.set(address, { ...candidate, address })
  }
  return { chosen: [...chosen.values()], skipped }
}

function wrongAddress(kind: ChannelKind, address: string): string {
  if (address.trim() === '') return kind === 'email' ? 'Has no e-mail address.' : 'Has no telephone number.'
  return kind === 'email' ? 'This is no e-mail address.' : 'This is no telephone number.'
}

/** What stands for `{{client.first_name}}` and its kin. */
export function factsOfRecipient(
  { name, postcode }: Pick<Candidate, 'name' | 'postcode'>,
  house: { organization: string; bookingUrl: string },
): Readonly<Record<string, string>> {
  return {
    'client.name': name,
    'client.first_name': name.split(/\s+/)[0] ?? '',
    'client.postcode': postcode,
    'organization.name': house.organization,
    booking_url: house.bookingUrl,
  }
}

/**
 * The values of a template's variables for one recipient, in order. Where a fact is missing (a client without a name)
 * the fallback behind `|` stands: `{{client.first_name | there}}`.
 */
export function fillVariables(
  body: string,
  variables: Readonly<Record<string, string>>,
  facts: Readonly<Record<string, string>>,
): string[] {
  return Array.from({ length: variableCount(body) }, (_, i) =>
    (variables[String(i + 1)] ?? '').replace(
      /\{\{\s*([\w.]+)\s*(?:\|([^}]*))?\}\}/g,
      (_all, name: string, fallback?: string) => facts[name]?.trim() || fallback?.trim() || '',
    ),
  )
}

/** The longest pause between two batches of a broadcast, and the most recipients of one. */
const LONGEST_PAUSE_SECONDS = 10
const LARGEST_BATCH = 100

/** How many recipients are written to at a time, and how long to wait then, so that the pace is kept to the letter. */
export function batchOf(perMinute: number): { size: number; pauseMs: number } {
  const inPause = Math.floor((perMinute * LONGEST_PAUSE_SECONDS) / 60)
  const size = Math.max(1, Math.min(LARGEST_BATCH, inPause))
  return { size, pauseMs: Math.ceil((size * 60_000) / perMinute) }
}

/**
 * The instant of a wall-clock time (`2026-03-29T09:00`) in the organisation's zone; null when it is none. A time that a
 * clock change skips is the one after the gap; one that comes twice is its first.
 */
export function plannedInstant(local: string, zone: string): string | null {
  try {
    return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant().toString()
  } catch {
    return null
  }
}

/** Leaves out those for whom the text would have a gap: nothing is known, and nothing was said to stand instead. */
export function leaveOutIncomplete({ chosen, skipped }: Sorted, wording: Wording): Sorted {
  const judged = chosen.map((person) => {
    const filled = fillVariables(wording.body, wording.variables, factsOfRecipient(person, wording.house))
    return { person, gap: filled.findIndex((text) => text.trim() === '') + 1 }
  })
  const incomplete = judged.filter(({ gap }) => gap > 0)
  return {
    chosen: judged.filter(({ gap }) => gap === 0).map(({ person }) => person),
    skipped: [
      ...skipped,
      ...incomplete.map(({ person, gap }) => ({ ...person, reason: `Nothing is known for {{${gap}}}.` })),
    ],
  }
}

/** Numbers of the template's variables that nothing was given for. */
export function missingVariables(body: string, variables: Readonly<Record<string, string>>): string[] {
  return Array.from({ length: variableCount(body) }, (_, i) => String(i + 1)).filter(
    (n) => !variables[n]?.trim(),
  )
}

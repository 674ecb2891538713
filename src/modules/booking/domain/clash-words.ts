import { localParts } from '#values/zone.ts'
import type { Clash } from './slots/explain.ts'

/** Why a visit would not fit, in words for the office: `is at Tanaka, N19 until 11:30`. */
export function clashWords(
  clash: Pick<Clash, 'kind' | 'from' | 'to'>,
  facts: {
    staffName: string
    zone: string
    other?: { customer: string | null; postcode: string } | undefined
  },
): string {
  const time = (instant: string) => localParts(facts.zone, instant).time
  const outcode = facts.other?.postcode.split(' ')[0]
  const where = facts.other ? `${facts.other.customer ?? 'another visit'}, ${outcode}` : 'another visit'
  const minutes = Math.round((Date.parse(clash.to) - Date.parse(clash.from)) / 60_000)
  switch (clash.kind) {
    case 'busy':
      return `${facts.staffName} is at ${where} from ${time(clash.from)} to ${time(clash.to)}`
    case 'buffer':
      return `Needs ${minutes} min between this visit and ${where}`
    case 'travel':
      return `The way between this visit and ${where} takes until ${time(clash.to)}, ${minutes} min in all`
    case 'outside_hours':
      return `${facts.staffName} does not work from ${time(clash.from)} to ${time(clash.to)}`
  }
}

import { formatMoney } from '#values/money.ts'

/** What a template says of the organisation; everything is a text, empty when there is none. */
export function orgVariables(
  org: {
    slug: string
    name: string
    phone: string | null
    email: string | null
    address: string | null
    logoUrl: string | null
    inkColour: string
    locale: string
  },
  baseUrl: string,
): Record<string, string> {
  return {
    name: org.name,
    phone: org.phone ?? '',
    email: org.email ?? '',
    address: org.address ?? '',
    logoUrl: org.logoUrl ? baseUrl + org.logoUrl : '',
    colour: org.inkColour,
    website: `${baseUrl}/o/${org.slug}/book`,
    locale: org.locale,
  }
}

/** What a template says of the customer. */
export function customerVariables(name: string | null): Record<string, string> {
  const whole = name?.trim() || 'there'
  return { name: whole, firstName: whole.split(/\s+/)[0]! }
}

/** How an organisation writes times. */
export interface Words {
  zone: string
  locale: string
}

/** `Saturday 28 November 2026` in the zone. */
export function dayWords(at: string, { zone, locale }: Words): string {
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  return format.format(new Date(at)).replace(/^(\w+),/, '$1')
}

/** `09:30` in the zone. */
export function timeWords(at: string, { zone, locale }: Words): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(at))
}

/** `Friday 27 November, 09:30` in the zone. */
export function momentWords(at: string, words: Words): string {
  return `${dayWords(at, words).replace(/ \d{4}$/, '')}, ${timeWords(at, words)}`
}

/** A visit as its event told it; money in minor units. */
export interface VisitToTell {
  number: string
  status: string
  serviceName: string
  staffName: string
  startsAt: string
  endsAt: string
  price: number
  paid: number
  currency: string
}

/** What only the installation or the module above knows of a visit. */
export interface VisitSurroundings extends Words {
  place: string
  /** ISO instant until which the customer may change it alone. */
  deadline: string
  link: string
  calendarLink: string
}

/** What a template says of a visit. Times in the organisation's zone. */
export function visitVariables(visit: VisitToTell, around: VisitSurroundings): Record<string, string> {
  const { currency } = visit
  const sum = (amount: number) => formatMoney({ amount, currency }, around.locale)
  const due = Math.max(0, visit.price - visit.paid)
  return {
    number: visit.number,
    service: visit.serviceName,
    staff: visit.staffName,
    ...spanVariables(visit, around),
    startTime: timeWords(visit.startsAt, around),
    endTime: timeWords(visit.endsAt, around),
    place: around.place,
    price: sum(visit.price),
    paid: sum(visit.paid),
    due: due > 0 ? sum(due) : '',
    deadline: momentWords(around.deadline, around),
    isPending: visit.status === 'pending' ? 'yes' : '',
    link: around.link,
    calendarLink: around.calendarLink,
  }
}

/** Day and time of a span: `Saturday 28 November 2026`, `09:30–12:30`. */
export function spanVariables(
  span: { startsAt: string; endsAt: string },
  words: Words,
): { day: string; time: string } {
  return {
    day: dayWords(span.startsAt, words),
    time: `${timeWords(span.startsAt, words)}–${timeWords(span.endsAt, words)}`,
  }
}

/** What a template says of a cancellation; sums in minor units, empty when nothing moves. */
export function cancellationVariables(
  facts: { refund: number; fee: number; reason: string | null; by: 'customer' | 'office' },
  currency: string,
  locale: string,
): Record<string, string> {
  const sum = (amount: number) => (amount > 0 ? formatMoney({ amount, currency }, locale) : '')
  return {
    refund: sum(facts.refund),
    fee: sum(facts.fee),
    reason: facts.by === 'office' ? (facts.reason ?? '') : '',
    byCustomer: facts.by === 'customer' ? 'yes' : '',
  }
}

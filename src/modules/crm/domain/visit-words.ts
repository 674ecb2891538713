/** How an organisation writes times. */
export interface Words {
  zone: string
  locale: string
}

/** What a timeline entry says. `amount` in minor units of `currency`. */
export interface EntryWords {
  title: string
  detail: string
  amount: number | null
}

interface Visit {
  serviceName: string
  staffName: string
  startsAt: string
  endsAt: string
  price: number
}

/** `Sat 28 Nov, 09:30–12:30` in the organisation's zone. */
export function spanOf(visit: Pick<Visit, 'startsAt' | 'endsAt'>, { zone, locale }: Words): string {
  const day = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  }).format(new Date(visit.startsAt))
  const time = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
  })
  return `${day}, ${time.format(new Date(visit.startsAt))}–${time.format(new Date(visit.endsAt))}`
}

function plan(visit: Visit, words: Words): string {
  return `${visit.serviceName}, ${spanOf(visit, words)}, with ${visit.staffName}`
}

/** A visit under a title of its own, without an amount. */
export function planWords(title: string, visit: Visit, words: Words): EntryWords {
  return { title, detail: plan(visit, words), amount: null }
}

/** A new visit. */
export function bookedWords(visit: Visit & { source: string }, words: Words): EntryWords {
  const title = visit.source === 'online' ? 'Booked online' : 'Booked by the office'
  return { title, detail: plan(visit, words), amount: visit.price }
}

/** A visit that got another time or person. */
export function movedWords(
  visit: Visit & {
    by: 'customer' | 'office'
    before: { startsAt: string; endsAt: string; staffName: string }
  },
  words: Words,
): EntryWords {
  const { before, by } = visit
  const isSameTime = before.startsAt === visit.startsAt && before.endsAt === visit.endsAt
  const from = isSameTime ? before.staffName : spanOf(before, words)
  return {
    title: by === 'customer' ? 'Moved by the client' : 'Moved by the office',
    detail: `${plan(visit, words)}; was ${from}`,
    amount: null,
  }
}

/** A visit that will not happen; says what was given back through `refund`. */
export function cancelledWords(
  visit: Visit & { by: 'customer' | 'office'; reason: string | null },
  words: Words,
): EntryWords {
  return {
    title: visit.by === 'customer' ? 'Cancelled by the client' : 'Cancelled by the office',
    detail: plan(visit, words) + (visit.reason ? `. Reason: ${visit.reason}` : ''),
    amount: null,
  }
}

/** A step of the visit itself; null for steps that are over before anybody reads them. */
export function statusWords(visit: Visit & { status: string }, words: Words): EntryWords | null {
  if (visit.status === 'completed') {
    return { title: 'Visit done', detail: plan(visit, words), amount: visit.price }
  }
  return visit.status === 'no_show' ? planWords('No show', visit, words) : null
}

/** Any other change of a visit's details. */
export function changedWords(visit: Visit & { change: string }, words: Words): EntryWords {
  return { title: 'Visit changed', detail: `${visit.change}. ${plan(visit, words)}`, amount: null }
}

const methods: Record<string, string> = {
  card: 'by card',
  cash: 'in cash',
  bank_transfer: 'by bank transfer',
}

/** `by card ending 4242`. */
export function methodWords(payment: { method: string; cardLast4: string | null }): string {
  const how = methods[payment.method] ?? payment.method
  return payment.cardLast4 ? `${how} ending ${payment.cardLast4}` : how
}

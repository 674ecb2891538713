import type { ChannelKind, FailureCategory } from '../contract/words.ts'

type Codes = Readonly<Partial<Record<FailureCategory, readonly number[]>>>

// https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
const whatsapp: Codes = {
  window_closed: [131047],
  bad_number: [131021, 131026, 33],
  opted_out: [131050],
  blocked: [368, 130472, 130497, 131031, 131037],
  rate_limited: [4, 17, 80007, 130429, 131056, 133016],
  spam: [131048, 131049],
  media: [131051, 131052, 131053],
  auth: [0, 3, 10, 190, 131005, 131042, 131045, 133005, 133006, 133008, 133009, 133010, 133015],
  network: [1, 2, 131000, 131016, 131057, 133004],
}

// https://www.twilio.com/docs/api/errors
const twilio: Codes = {
  bad_number: [
    ...[21211, 21214, 21217, 21219, 21265, 21407, 21421, 21612, 21614, 21615, 21635],
    ...[30003, 30005, 30006],
  ],
  opted_out: [21610],
  blocked: [21408, 30002, 30004, 30032, 30034, 30035],
  rate_limited: [14107, 20429, 21611, 30001, 30017, 30022, 30023],
  spam: [30007, 30038, 30039],
  media: [11200, 11751, 12300, 12400, 21620, 21623, 30011, 30019],
  auth: [20001, 20003, 20005, 20403, 21212, 21601, 21606, 21608, 21703, 30037],
  network: [30009, 30410, 31002, 31005, 53000],
}

const tables: Partial<Record<ChannelKind, ReadonlyMap<number, FailureCategory>>> = {
  whatsapp: byCode(whatsapp),
  sms: byCode(twilio),
  phone: byCode(twilio),
}

/**
 * Our category for a vendor's code. WhatsApp: Graph API codes; SMS: Twilio's; mail: enhanced status codes (RFC 3463)
 * such as `5.1.1`. Anything that begins with `http.` or `net.` is ours, for vendors that could not be reached.
 */
export function failureCategory(kind: ChannelKind, code: string): FailureCategory {
  if (code.startsWith('net.') || /^http\.5\d\d$/.test(code)) return 'network'
  if (code === 'http.429') return 'rate_limited'
  if (code === 'http.401' || code === 'http.403') return 'auth'
  if (kind === 'email') return mailCategory(code)
  if (!/^\d{1,6}$/.test(code)) return 'unknown'
  const number = Number(code)
  const known = tables[kind]?.get(number)
  if (known) return known
  if (kind === 'whatsapp' && number >= 132000 && number <= 132999) return 'template'
  // API permissions: every code from 200 to 299 means that the token may not do this.
  if (kind === 'whatsapp' && number >= 200 && number <= 299) return 'auth'
  return 'unknown'
}

function byCode(codes: Codes): ReadonlyMap<number, FailureCategory> {
  return new Map(
    Object.entries(codes).flatMap(([category, list]) =>
      list.map((code) => [code, category as FailureCategory] as const),
    ),
  )
}

/** RFC 3463: the second number is the subject (1 address, 2 mailbox, 3 and 4 systems, 5 protocol, 6 content, 7 policy). */
function mailCategory(code: string): FailureCategory {
  const found = /^([245])\.(\d{1,3})\.(\d{1,3})$/.exec(code)
  if (!found) return /^5\d\d$/.test(code) ? 'bad_number' : /^4\d\d$/.test(code) ? 'network' : 'unknown'
  const [, level, subject, detail] = found
  if (level === '4') return subject === '7' ? 'rate_limited' : 'network'
  if (subject === '1') return 'bad_number'
  if (subject === '2') return detail === '1' ? 'bad_number' : 'blocked'
  if (subject === '6') return 'media'
  if (subject === '7') return detail === '8' || detail === '9' ? 'auth' : 'spam'
  return subject === '3' && detail === '4' ? 'media' : 'unknown'
}

/** Whether a refusal is about everything the channel sends, so that the others had better wait too. */
export function stopsChannel(category: FailureCategory, code: string): boolean {
  // 131056: too many messages to this one person.
  return category === 'rate_limited' && code !== '131056'
}

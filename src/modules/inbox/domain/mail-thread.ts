/** What a mail says about where it belongs. Ids with their angle brackets, as in the headers. */
export interface MailRefs {
  messageId: string | null
  inReplyTo: string
  references: string
  /** Everybody it was sent to: one of them may be our address with a mark. */
  recipients: readonly string[]
}

/** The conversation that a mail of ours named: its number, and proof that we named it. */
export interface Mark {
  number: number
  proof: string
}

/** What the record of a large mail says instead of it: this, and the key of its file. */
export const KEPT_MAIL = 'frontdesk-file:'

const MOST_REFS = 50
const MARK = /c(\d{1,9})\.([a-z2-7]{12})/

/** `c1042.k3j5m7p9qabc`: stands in the Message-ID and after the + of the address we send from. */
export function formatMark({ number, proof }: Mark): string {
  return `c${number}.${proof}`
}

/** The Message-ID of a mail of ours; its last part tells which message it was. */
export function ownMessageId(mark: Mark, messageId: string, host: string): string {
  return `<${formatMark(mark)}.${messageId.replaceAll('-', '')}@${host}>`
}

/** The mark in a Message-ID of ours, or null. Other offices with this product write such ids too: check the proof. */
export function markOfId(messageId: string): Mark | null {
  const found = new RegExp(`^<${MARK.source}\\.[0-9a-f]{32}@`).exec(messageId)
  return found && { number: Number(found[1]), proof: found[2]! }
}

/** `hello@firm.example` → `hello+c1042.k3j5m7p9qabc@firm.example`; null when the name would be longer than 64 (RFC 5321). */
export function markedAddress(address: string, mark: Mark): string | null {
  const at = address.lastIndexOf('@')
  const name = `${address.slice(0, at).split('+')[0]}+${formatMark(mark)}`
  return at < 1 || name.length > 64 ? null : `${name}${address.slice(at)}`
}

/** The same address without what follows a +. */
export function unmarkedAddress(address: string): string {
  return address.toLowerCase().replace(/\+[^@]*(?=@)/, '')
}

/** Marks that a mail carries: nearest first, each once. They prove nothing until their proof is checked. */
export function marksOf(refs: MailRefs): Mark[] {
  const fromIds = threadRefsOf(refs).map(markOfId)
  const fromAddresses = refs.recipients.map((address) => {
    const found = new RegExp(`\\+${MARK.source}@`).exec(address.toLowerCase())
    return found && { number: Number(found[1]), proof: found[2]! }
  })
  const marks = [...fromIds, ...fromAddresses].filter((mark) => mark !== null)
  return [...new Map(marks.map((mark) => [formatMark(mark), mark])).values()]
}

/** Message-IDs of earlier mails of the thread, nearest first. */
export function threadRefsOf({
  inReplyTo,
  references,
}: Pick<MailRefs, 'inReplyTo' | 'references'>): string[] {
  const ids = [...idsIn(references), ...idsIn(inReplyTo)].reverse()
  return [...new Set(ids)].slice(0, MOST_REFS)
}

/**
 * The first mail of the thread, as far as this one knows: what two mails of a thread have in common even when the one
 * that joins them has not come yet.
 */
export function threadRootOf(refs: Pick<MailRefs, 'messageId' | 'inReplyTo' | 'references'>): string | null {
  return idsIn(refs.references)[0] ?? idsIn(refs.inReplyTo)[0] ?? refs.messageId
}

function idsIn(header: string): string[] {
  return header.slice(0, 20_000).match(/<[!-;=?-~\u00a1-\uffff]{1,250}>/g) ?? []
}

// Re, Fwd and their translations, also counted: "AW: Re[2]: Fwd: ".
const PREFIXES =
  /^(?:\s*(?:re|aw|antw|sv|vs|ref|rif|r|odp|fwd?|wg|tr|rv|enc|doorst)\s*(?:\[\d{1,3}\])?\s*[:：])+\s*/i

/** The subject without "Re:" and "Fwd:" in whatever language, in one line. */
export function baseSubject(subject: string): string {
  return subject.replace(/\s+/g, ' ').trim().slice(0, 500).replace(PREFIXES, '').trim()
}

export function replySubject(subject: string): string {
  const base = baseSubject(subject)
  return base === '' ? 'Your message' : `Re: ${base}`
}

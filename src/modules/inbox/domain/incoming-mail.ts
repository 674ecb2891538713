import type { Incoming, IncomingFile, StatusReport } from '../contract/incoming.ts'
import type { MailContent, MailPerson } from '../contract/mail.ts'
import { automationOf, readDeliveryReport, returnedMessageId } from './mail-automation.ts'
import { cleanText, foldQuoted, textOfHtml } from './mail-text.ts'
import { baseSubject, threadRefsOf, unmarkedAddress } from './mail-thread.ts'

/** What a mail is to us. */
export type MailMeaning =
  | { kind: 'message'; sender: MailPerson; automation: 'none' | 'reply' | 'generated' }
  | { kind: 'bounce'; statuses: StatusReport[] }
  /** Nothing to show, with the reason. */
  | { kind: 'nothing'; because: string }

const NOBODY = /^(?:no-?reply|do-?not-?reply|wordpress|www-data|forms?|website|web|mailer)[@+]/i

/**
 * Tells what a mail is: somebody's message, what became of one of ours, or one of ours that came back (`isOwn`: its
 * Message-ID proves that we wrote it).
 */
export function meaningOf(
  mail: MailContent,
  facts: { ownAddress: string; at: string; isOwn: boolean },
): MailMeaning {
  const { from, subject } = mail
  if (!from) return { kind: 'nothing', because: 'The mail names no sender.' }
  const automation = automationOf(mail.headers, from.address, subject)
  if (automation === 'bounce') {
    const statuses = bounceOf(mail, facts.at)
    if (statuses.length > 0) return { kind: 'bounce', statuses }
    if (mail.report)
      return { kind: 'nothing', because: 'A report about a mail that is not ours, or only late.' }
    return { kind: 'message', sender: from, automation: 'generated' }
  }
  if (facts.isOwn) {
    return { kind: 'nothing', because: 'Our own mail came back: the mailbox forwards to itself.' }
  }
  return { kind: 'message', sender: senderOf(mail, from, facts.ownAddress), automation }
}

/** A form on the own site writes in the site's name and says in Reply-To who it is from. */
function senderOf({ replyTo }: MailContent, from: MailPerson, ownAddress: string): MailPerson {
  const isOurs = unmarkedAddress(from.address) === unmarkedAddress(ownAddress)
  const speaksForAnother = isOurs || NOBODY.test(from.address)
  return speaksForAnother && replyTo && replyTo.address !== ownAddress ? replyTo : from
}

/** The failures that a bounce reports. `delayed` is none: the other server still tries. */
function bounceOf(mail: MailContent, at: string): StatusReport[] {
  const text = mail.report?.returned || mail.text || ''
  const providerRef = returnedMessageId(text)
  if (!providerRef) return []
  const reports = mail.report ? readDeliveryReport(mail.report.status) : []
  const failed = reports.find(({ action }) => action === 'failed')
  if (mail.report && !failed) return []
  const title =
    failed?.diagnostic || `The mail could not be delivered to ${failed?.recipient ?? 'the address'}`
  return [
    { providerRef, status: 'failed', at, code: failed?.status || '5.0.0', title: cleanText(title, 300) },
  ]
}

const LONGEST_TEXT = 60_000
const MOST_NAMED = 30
/** Longer HTML is kept as a file. */
export const LONGEST_HTML = 60_000

/** A mail as a message of the inbox. `html` is what may be shown, its enclosed pictures named by their addresses. */
export function incomingMail(
  mail: MailContent,
  meaning: Extract<MailMeaning, { kind: 'message' }>,
  facts: {
    at: string
    html: { html?: string; htmlKey?: string }
    files: readonly IncomingFile[]
    extraRefs: readonly string[]
    deliveryId: string
  },
): Incoming {
  const { sender, automation } = meaning
  const { own, quoted } = foldQuoted(mail.text ?? (mail.html ? textOfHtml(mail.html) : ''))
  const refs = threadRefsOf(mail).reverse()
  const subject = cleanText(mail.subject, 500)
  return {
    // Mails without an id do exist; the delivery is then what makes them the same.
    providerRef: mail.messageId ?? `<${facts.deliveryId}@delivery>`,
    from: { platformUserId: sender.address, name: cleanText(sender.name, 200), email: sender.address },
    at: facts.at,
    kind: 'email',
    body: cleanText(own, LONGEST_TEXT),
    data: {
      subject,
      from: sender,
      to: mail.to.slice(0, MOST_NAMED).map(inWords),
      cc: mail.cc.slice(0, MOST_NAMED).map(inWords),
      ...(quoted && { quoted: cleanText(quoted, LONGEST_TEXT) }),
      ...facts.html,
      ...(mail.remoteImages.length > 0 && { remoteImages: mail.remoteImages }),
      ...(automation !== 'none' && { automation }),
    },
    subject: baseSubject(subject),
    ...(refs.length > 0 && { replyToRef: refs.at(-1)! }),
    threadRefs: [...refs, ...facts.extraRefs],
    isAutomatic: automation === 'reply',
    attachments: facts.files,
  }
}

/** `Ana Lima <ana@example.com>` */
function inWords({ name, address }: MailPerson): string {
  return cleanText(name === '' || name === address ? address : `${name} <${address}>`, 300)
}

import type { MailPerson, OutgoingMail } from '../contract/mail.ts'
import { type Mark, markedAddress, ownMessageId, replySubject } from './mail-thread.ts'

export interface MailFacts {
  messageId: string
  mark: Mark
  /** The channel's address, and the name beside it. */
  from: MailPerson
  to: MailPerson
  /** The conversation's; empty when it began without one. */
  subject: string
  body: string
  /** Below every mail; may have lines. */
  signature: string
  /** Message-IDs of the conversation's earlier mails, oldest first. */
  threadRefs: readonly string[]
  /** The one it answers; the latest when null. */
  replyToRef: string | null
  /** Answers go to `name+mark@…`: finds the conversation even when a mail server changes Message-IDs. */
  marksAddress: boolean
  /** A small picture that tells when it is loaded; null: nobody is followed. */
  pixelUrl: string | null
  isAutomatic: boolean
}

const MOST_REFS = 30

/** Our answer as a mail of its thread, in words and as plain HTML. */
export function composeMail(facts: MailFacts): OutgoingMail {
  const host = facts.from.address.split('@')[1] ?? 'localhost'
  const refs = facts.threadRefs.filter((ref) => /^<[^<>\s]+>$/.test(ref))
  const answered = facts.replyToRef ?? refs.at(-1) ?? null
  const isAnswer = refs.length > 0
  return {
    messageId: ownMessageId(facts.mark, facts.messageId, host),
    inReplyTo: answered,
    references: shortened(refs),
    from: facts.from,
    to: facts.to,
    replyTo: facts.marksAddress ? markedAddress(facts.from.address, facts.mark) : null,
    subject: isAnswer ? replySubject(facts.subject) : facts.subject || `A message from ${facts.from.name}`,
    text: textOf(facts),
    html: htmlOf(facts),
    isAutomatic: facts.isAutomatic,
  }
}

/** RFC 5322 §3.6.4 lets references be cut; the first one and the latest matter. */
function shortened(refs: readonly string[]): string[] {
  return refs.length <= MOST_REFS ? [...refs] : [refs[0]!, ...refs.slice(1 - MOST_REFS)]
}

function textOf({ body, signature }: MailFacts): string {
  return signature === '' ? body : `${body}\n\n-- \n${signature}`
}

function htmlOf({ body, signature, pixelUrl }: MailFacts): string {
  const paragraphs = body.split(/\n{2,}/).map((part) => `<p style="margin:0 0 1em">${linesOf(part)}</p>`)
  const signed = signature && `<p style="margin:1.5em 0 0;color:#5b6460">${linesOf(signature)}</p>`
  const pixel = pixelUrl ? `<img src="${escapeHtml(pixelUrl)}" width="1" height="1" alt="">` : ''
  return `<div style="font-family:Arial,sans-serif;font-size:15px;line-height:1.5">${paragraphs.join('')}${signed}${pixel}</div>`
}

/** Escaped, with line ends and addresses of pages as they are meant. */
function linesOf(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"]+[^\s<>".,:;!?)\]'])/)
    .map((part, index) => {
      const safe = escapeHtml(part)
      return index % 2 === 1 ? `<a href="${safe}">${safe}</a>` : safe.replaceAll('\n', '<br>')
    })
    .join('')
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

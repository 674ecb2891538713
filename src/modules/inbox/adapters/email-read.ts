import type { Address, Attachment, Email } from 'postal-mime'
import type { MailContent, MailFile, MailPerson } from '../contract/mail.ts'
import { hasMojibake, mendUtf8, relabelled } from './email-charset.ts'
import { sanitizeMailHtml, wordsOfHtml } from './email-html.ts'

const MOST_FILES = 50
const MOST_PEOPLE = 100
const LONGEST_BODY = 2_000_000

/** Takes a mail apart. Null when it cannot be read as one at all. */
export async function readMime(raw: Uint8Array): Promise<MailContent | null> {
  const mail = await parse(raw)
  if (!mail) return null
  const headers: Record<string, string> = {}
  for (const { key, value } of mail.headers) headers[key] ??= value
  const from = personOf(mail.from) ?? personOf(mail.sender)
  if (!from && !mail.text && !mail.html) return null
  return {
    headers,
    messageId: mail.messageId?.match(/<[!-;=?-~\u00a1-\uffff]{1,250}>/)?.[0] ?? null,
    inReplyTo: mail.inReplyTo ?? '',
    references: mail.references ?? '',
    from,
    replyTo: personOf(mail.replyTo?.[0]),
    to: peopleOf(mail.to),
    cc: peopleOf(mail.cc),
    recipients: recipientsOf(mail, headers),
    subject: mail.subject ?? '',
    sentAt: instantOf(mail.date),
    ...bodyOf(mail),
    files: filesOf(mail.attachments),
    report: reportOf(mail.attachments),
  }
}

async function parse(raw: Uint8Array): Promise<Email | null> {
  const mail = await parseOnce(raw)
  const isBroken = mail && `${mail.text}${mail.html}`.includes('\ufffd')
  const other = isBroken ? relabelled(raw) : null
  if (!other) return mail
  // It says UTF-8 and is not: windows-1252 is what such mails mean.
  const again = await parseOnce(other)
  const words = `${again?.text}${again?.html}`
  return again && !words.includes('\ufffd') && !hasMojibake(words) ? again : mail
}

async function parseOnce(raw: Uint8Array): Promise<Email | null> {
  const options = { forceRfc822Attachments: true, maxNestingDepth: 50, maxHeadersSize: 300_000 }
  const { default: PostalMime } = await import('postal-mime')
  const mail = await PostalMime.parse(raw, options).catch(() => null)
  if (mail?.text) mail.text = mendUtf8(mail.text)
  if (mail?.html) mail.html = mendUtf8(mail.html)
  return mail
}

/** The bodies; when only HTML came, its text is made by whoever needs it. HTML that nobody can show becomes words. */
function bodyOf(mail: Email): Pick<MailContent, 'text' | 'html' | 'remoteImages'> {
  const text = mail.text?.slice(0, LONGEST_BODY) || null
  const dirty = mail.html?.slice(0, LONGEST_BODY)
  if (!dirty) return { text, html: null, remoteImages: [] }
  const safe = sanitizeMailHtml(dirty)
  if (!safe) return { text: text ?? wordsOfHtml(dirty), html: null, remoteImages: [] }
  return { text, html: safe.html || null, remoteImages: safe.remoteImages }
}

function personOf(address: Address | undefined): MailPerson | null {
  const mailbox = address?.group ? address.group[0] : address
  const plain = mailbox?.address?.trim().toLowerCase() ?? ''
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (!mailbox || plain.length > 320 || !/^[^\s@<>\u0000-\u001f]+@[^\s@<>\u0000-\u001f]+$/.test(plain))
    return null
  return { name: mailbox.name.slice(0, 200), address: plain }
}

function peopleOf(addresses: readonly Address[] | undefined): MailPerson[] {
  const mailboxes = (addresses ?? []).flatMap((address): Address[] => address.group ?? [address])
  return mailboxes
    .map(personOf)
    .filter((person) => person !== null)
    .slice(0, MOST_PEOPLE)
}

function recipientsOf(mail: Email, headers: Record<string, string>): string[] {
  const named = [...peopleOf(mail.to), ...peopleOf(mail.cc), ...peopleOf(mail.bcc)].map(
    ({ address }) => address,
  )
  const delivered = [
    mail.deliveredTo,
    headers['x-original-to'],
    headers['envelope-to'],
    headers['x-forwarded-to'],
  ]
  return [...named, ...delivered].filter((address): address is string => !!address).slice(0, 100)
}

function instantOf(date: string | undefined): string | null {
  const at = Date.parse(date ?? '')
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}

const REPORTS = new Set(['message/delivery-status', 'text/rfc822-headers'])

function filesOf(attachments: readonly Attachment[]): MailFile[] {
  return attachments
    .filter(({ mimeType }) => !REPORTS.has(mimeType))
    .slice(0, MOST_FILES)
    .map((file) => ({
      name: file.filename ?? nameFor(file.mimeType),
      declaredType: file.mimeType,
      bytes: bytesOf(file),
      contentId: file.contentId?.replace(/^<|>$/g, '') ?? null,
    }))
}

function nameFor(mediaType: string): string {
  if (mediaType === 'message/rfc822') return 'mail.eml'
  if (mediaType === 'text/calendar') return 'invitation.ics'
  return `file.${
    mediaType
      .split('/')[1]
      ?.replace(/[^a-z0-9]/g, '')
      .slice(0, 10) || 'bin'
  }`
}

function bytesOf({ content }: Attachment): Uint8Array {
  if (typeof content === 'string') return new TextEncoder().encode(content)
  return content instanceof Uint8Array ? content : new Uint8Array(content)
}

function reportOf(attachments: readonly Attachment[]): MailContent['report'] {
  const status = attachments.find(({ mimeType }) => mimeType === 'message/delivery-status')
  const returned = attachments.find(
    ({ mimeType }) => mimeType === 'text/rfc822-headers' || mimeType === 'message/rfc822',
  )
  if (!status) return null
  const textOf = (file: Attachment | undefined) =>
    file ? new TextDecoder().decode(bytesOf(file).subarray(0, 200_000)) : ''
  return { status: textOf(status), returned: textOf(returned) }
}

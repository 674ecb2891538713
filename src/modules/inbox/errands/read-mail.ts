import type { ErrandContext } from '#platform/context.ts'
import { newId } from '#values/ids.ts'
import { vendorOf } from '../adapters/channel.ts'
import { withFoldWords } from '../adapters/email-html.ts'
import { receiveVisitorMail } from '../commands/receive-visitor-mail.ts'
import type { ChannelAccount, IncomingFile, Parsed } from '../contract/incoming.ts'
import type { MailContent } from '../contract/mail.ts'
import { believedType } from '../domain/believed-type.ts'
import { incomingMail, LONGEST_HTML, meaningOf } from '../domain/incoming-mail.ts'
import { KEPT_MAIL } from '../domain/mail-thread.ts'
import { findMailThread, isOwnMessageId, ownNumbersOf } from '../queries/find-mail-thread.ts'
import { findMailedVisitor } from '../queries/visitor-mail.ts'

/** Mails larger than this are kept as files, and the delivery names the file. */
const LARGE = 100_000
const MOST_BYTES = 25_000_000
/** So many mails of one sender in ten minutes are no person's: nothing is answered by a machine then. */
const LOOP = 20

interface MailDelivery {
  id: string
  body: string
  mediaType: string
  receivedAt: string
}

/** A large mail goes into a file: the table of deliveries is for what is small. Other channels' bodies pass as they are. */
export async function keepLargeMail(
  ctx: ErrandContext,
  account: ChannelAccount,
  body: string,
): Promise<string> {
  if (account.kind !== 'email' || body.length <= LARGE) return body
  const key = `${ctx.orgId}/inbox/mails/${newId(ctx.now.epochMilliseconds)}.eml`
  await ctx.storage.put(key, Buffer.from(body, 'utf8'), 'message/rfc822')
  return `${KEPT_MAIL}${key}`
}

/** Reads a delivered mail: whose it is, which thread, what it encloses. Files are stored; a repeat stores them anew. */
export async function readMail(
  ctx: ErrandContext,
  account: ChannelAccount,
  delivery: MailDelivery,
): Promise<Parsed> {
  const body = await bodyOf(ctx, delivery.body)
  const mail = await vendorOf(ctx.adapters, account).readMail!(body, delivery.mediaType)
  if (!mail) return { messages: [], statuses: [], unknown: 1 }
  const at = timeOf(mail, delivery.receivedAt)
  const isOwn = mail.messageId !== null && isOwnMessageId(ctx, mail.messageId)
  const meaning = meaningOf(mail, { ownAddress: account.address, at, isOwn })
  if (meaning.kind === 'nothing') return { messages: [], statuses: [], unknown: 0, note: meaning.because }
  if (meaning.kind === 'bounce') return { messages: [], statuses: meaning.statuses, unknown: 0 }
  const thread = await ctx.query(findMailThread, {
    ...mail,
    channelId: account.id,
    sender: meaning.sender.address,
  })
  if (thread.isKnown) return { messages: [], statuses: [], unknown: 0, note: 'This mail came before.' }
  const isLoop = thread.recentCount >= LOOP
  const files = await storeFiles(ctx, mail)
  const message = incomingMail(mail, isLoop ? { ...meaning, automation: 'reply' } : meaning, {
    at,
    html: await storeHtml(ctx, mail.html && withInlinePictures(withFoldWords(mail.html), files)),
    files: files.map(({ file }) => file),
    extraRefs: thread.extraRefs,
    deliveryId: delivery.id,
  })
  const visitor = await ctx.query(findMailedVisitor, {
    channelId: account.id,
    numbers: ownNumbersOf(ctx, mail),
  })
  if (visitor) {
    await ctx.command(receiveVisitorMail, { visitor, mail: message })
    return {
      messages: [],
      statuses: [],
      unknown: 0,
      note: 'An answer of a visitor: it stands in their web chat.',
    }
  }
  return { messages: [message], statuses: [], unknown: 0 }
}

async function bodyOf(ctx: ErrandContext, body: string): Promise<string> {
  if (!body.startsWith(KEPT_MAIL)) return body
  const file = await ctx.storage.get(body.slice(KEPT_MAIL.length))
  return file ? Buffer.from(file.bytes).toString('utf8') : ''
}

const DAYS_LATE = 3 * 86_400_000

/** The sender's clock counts when it is a little before ours (the mail waited somewhere); else the arrival. */
function timeOf({ sentAt }: MailContent, receivedAt: string): string {
  const late = Date.parse(receivedAt) - Date.parse(sentAt ?? receivedAt)
  return late > 0 && late < DAYS_LATE ? sentAt! : receivedAt
}

interface StoredFile {
  file: IncomingFile
  contentId: string | null
}

/** What the mail encloses, each by what it really is. What is not kept is named with the reason. */
async function storeFiles(ctx: ErrandContext, mail: MailContent): Promise<StoredFile[]> {
  let total = 0
  return Promise.all(
    mail.files.map(async ({ name, declaredType, bytes, contentId }) => {
      total += bytes.length
      const id = newId(ctx.now.epochMilliseconds)
      const believed = believedType(declaredType, bytes)
      const mediaType = believed.ok ? believed.mediaType : declaredType
      const file: IncomingFile = { id, name: safeName(name), mediaType, bytes: bytes.length }
      if (!believed.ok) return { contentId, file: { ...file, error: believed.reason } }
      if (total > MOST_BYTES)
        return { contentId, file: { ...file, error: 'The files of this mail are too large.' } }
      const storageKey = `${ctx.orgId}/inbox/${id}`
      await ctx.storage.put(storageKey, bytes, mediaType)
      return { contentId, file: { ...file, storageKey } }
    }),
  )
}

/** Long HTML is kept as a file beside the message; see `get-mail-html`. */
async function storeHtml(
  ctx: ErrandContext,
  html: string | null,
): Promise<{ html?: string; htmlKey?: string }> {
  if (html === null) return {}
  if (html.length <= LONGEST_HTML) return { html }
  const htmlKey = `${ctx.orgId}/inbox/mails/${newId(ctx.now.epochMilliseconds)}.html`
  await ctx.storage.put(htmlKey, Buffer.from(html, 'utf8'), 'text/plain')
  return { htmlKey }
}

/** A name without the folders that some put before it. */
function safeName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken away
  const plain = name.replace(/^.*[/\\]/s, '').replace(/[\u0000-\u001f\u007f]/g, '')
  return plain.trim().slice(0, 200) || 'file'
}

/** Enclosed pictures by the addresses under which members load them; what is no picture stays a mere name. */
function withInlinePictures(html: string, files: readonly StoredFile[]): string {
  const urls = new Map(
    files
      .filter(({ file, contentId }) => contentId && file.storageKey && file.mediaType.startsWith('image/'))
      .map(({ file, contentId }) => [contentId!, `/api/v1/attachments/${file.id}`]),
  )
  return html.replace(/<img ([^<>]*?)data-cid="([^"<>]*)"/g, (whole, before: string, cid: string) => {
    const url = urls.get(cid.replaceAll('&amp;', '&'))
    return url ? `<img ${before}src="${url}"` : whole
  })
}

import type { ErrandContext } from '#platform/context.ts'
import { recordOfToken } from '#platform/token.ts'
import { AppError } from '#values/errors.ts'
import { vendorOf } from '../adapters/channel.ts'
import { idSequence } from '../commands/ordered-ids.ts'
import { loadAccount } from './account-of.ts'
import { keepLargeMail } from './read-mail.ts'
import { storeSoon } from './store-soon.ts'

const nextId = idSequence()
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Keeps what a vendor posted, once its signature is checked; answered after the commit. A job does the rest. */
export async function receiveDelivery(ctx: ErrandContext, { token }: { token: string }): Promise<string> {
  const now = ctx.services.clock()
  const id = nextId(now.epochMilliseconds)
  const channelId = recordOfToken(ctx, 'channel', token)
  const account = await loadAccount(ctx, channelId)
  const vendor = vendorOf(ctx.adapters, account)
  const { raw, headers } = ctx.request
  const mediaType = (headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase().slice(0, 100)
  const body =
    vendor.bodyOf?.(raw?.body ?? new Uint8Array(), headers.get('content-type') ?? '') ?? textOf(raw?.body)
  if (!vendor.verify(account, { body, headers, url: raw?.url ?? '' })) {
    throw new AppError('inbox.bad_signature')
  }
  if (!vendor.accepts(body, mediaType)) throw new AppError('inbox.bad_delivery')
  await storeSoon(ctx, {
    id,
    channelId,
    body: await keepLargeMail(ctx, account, body),
    mediaType,
    receivedAt: now.toString({ smallestUnit: 'millisecond' }),
  })
  if (!vendor.answer) return ''
  ctx.reply.headers['content-type'] = vendor.answer.mediaType
  return vendor.answer.body
}

/** Answers the vendor's greeting when the address is entered there. */
export async function greetChannel(ctx: ErrandContext, { token }: { token: string }): Promise<string> {
  const channelId = recordOfToken(ctx, 'channel', token)
  const account = await loadAccount(ctx, channelId)
  const query = URL.parse(ctx.request.raw?.url ?? '')?.searchParams ?? new URLSearchParams()
  const answer = vendorOf(ctx.adapters, account).greet?.(account, query) ?? null
  if (answer === null) throw new AppError('inbox.bad_signature')
  return answer
}

/** The database keeps text: what is no UTF-8, or holds NUL, is nothing that a vendor sends. */
function textOf(bytes: Uint8Array | undefined): string {
  if (!bytes || bytes.length === 0) throw new AppError('inbox.bad_delivery')
  try {
    const text = utf8.decode(bytes)
    if (!text.includes('\u0000')) return text
  } catch {
    // Refused below.
  }
  throw new AppError('inbox.bad_delivery')
}

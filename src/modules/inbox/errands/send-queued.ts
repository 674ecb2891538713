import type { ErrandContext, Services } from '#platform/context.ts'
import { mintToken } from '#platform/token.ts'
import {
  type ChannelVendor,
  type OutgoingFile,
  type OutgoingMessage,
  type Receipt,
  VendorRefused,
  vendorOf,
} from '../adapters/channel.ts'
import { claimOutgoing } from '../commands/claim-outgoing.ts'
import { planSend } from '../commands/enqueue-send.ts'
import { noteRefusal } from '../commands/note-refusal.ts'
import type { SentMessage } from '../commands/note-sent.ts'
import type { ChannelAccount } from '../contract/incoming.ts'
import { outgoingTemplate } from '../domain/outgoing-template.ts'
import type { QueuedMessage } from '../queries/load-outgoing.ts'
import { loadThreadRefs } from '../queries/thread-refs.ts'
import { loadAccount } from './account-of.ts'
import { mailOf } from './mail-of.ts'
import { sentNotes } from './sent-notes.ts'

/** Messages of a channel that are under way at once. */
const AT_ONCE = 8
/** Then other jobs have their turn; the queue goes on with a new job. */
const SLICE_MS = 1_000
const LONGEST_WAIT_MS = 1_500

/** Channels that this process is sending for, and whether somebody asked again meanwhile. */
const running = new WeakMap<Services, Map<string, { again: boolean }>>()

/**
 * Sends what waits on a channel, as fast as its pace allows, until nothing is due or other jobs should have a turn. Only
 * one run a channel in this process; several processes share the pace and never a message.
 */
export async function sendQueued(ctx: ErrandContext, { channelId }: { channelId: string }): Promise<void> {
  const desk = deskOf(ctx.services)
  const current = desk.get(channelId)
  if (current) {
    current.again = true
    return
  }
  const run = { again: false }
  desk.set(channelId, run)
  try {
    const account = await loadAccount(ctx, channelId)
    do {
      run.again = false
      const wait = await drain(ctx, account, performance.now() + SLICE_MS)
      if (wait !== null) return await ctx.command(planSend, { channelId, waitMs: wait })
    } while (run.again)
  } finally {
    desk.delete(channelId)
  }
}

/** Returns null when nothing is due any more, else how long to wait before going on. */
async function drain(ctx: ErrandContext, account: ChannelAccount, until: number): Promise<number | null> {
  const vendor = vendorOf(ctx.adapters, account)
  const notes = sentNotes(ctx, account)
  const underWay = new Set<Promise<void>>()
  let waitMs: number | null = null
  for (;;) {
    const isOver = performance.now() >= until
    const room = isOver ? 0 : AT_ONCE - underWay.size
    const claimed = room > 0 ? await ctx.command(claimOutgoing, { channelId: account.id, most: room }) : null
    for (const message of claimed?.messages ?? []) {
      const sending = sendOne(ctx, { vendor, account, message, notes }).finally(() =>
        underWay.delete(sending),
      )
      underWay.add(sending)
    }
    if (claimed && claimed.messages.length > 0) continue
    if (underWay.size > 0) {
      await Promise.race(underWay)
      continue
    }
    if (isOver) {
      waitMs = 0
      break
    }
    waitMs = claimed?.waitMs ?? null
    if (waitMs === null || waitMs > LONGEST_WAIT_MS) break
    await sleep(waitMs)
  }
  await notes.settled()
  return waitMs
}

interface Sending {
  vendor: ChannelVendor
  account: ChannelAccount
  message: QueuedMessage
  notes: { add(sent: SentMessage, receipt: Receipt): Promise<void> }
}

/** Never rejects for a vendor's refusal: that is noted. A process that dies here leaves a lease that runs out. */
async function sendOne(ctx: ErrandContext, { vendor, account, message, notes }: Sending): Promise<void> {
  const { id, conversationId, attempts } = message
  let receipt: Receipt
  try {
    if (message.isOptedOut) throw new VendorRefused(OPTED_OUT)
    receipt = await vendor.send(account, await asOutgoing(ctx, account, message))
  } catch (error) {
    const refused = error instanceof VendorRefused ? error : asRefusal(error)
    ctx.log.warn({ messageId: id, channelId: account.id, err: error }, 'a message could not be sent')
    const { code, title, isFinal, category, retryAfter } = refused
    await ctx.command(noteRefusal, {
      ...{ channelId: account.id, messageId: id, conversationId, attempts, code, title, isFinal },
      ...{ category, retryAfter, chance: Math.random() },
    })
    return
  }
  const { providerRef, status = 'sent', price = null, parts = null } = receipt
  await notes.add({ messageId: id, providerRef, status, price, parts }, receipt)
}

const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms))

const OPTED_OUT = {
  code: 'opted_out',
  title: 'They asked for no more messages after this one was written',
  isFinal: true,
  category: 'opted_out',
} as const

function asRefusal(error: unknown): VendorRefused {
  const title = error instanceof Error ? error.message : String(error)
  return new VendorRefused({ code: 'fault', title, isFinal: false, category: 'unknown' }, { cause: error })
}

async function asOutgoing(
  ctx: ErrandContext,
  account: ChannelAccount,
  message: QueuedMessage,
): Promise<OutgoingMessage> {
  const isMail = account.kind === 'email'
  const [files, threadRefs] = await Promise.all([
    loadFiles(ctx, message),
    isMail ? ctx.query(loadThreadRefs, message.conversationId) : [],
  ])
  const { id, to, kind, body, data, subject, replyToRef } = message
  return {
    ...{ id, to, kind, body, data, subject, threadRefs, files },
    replyToRef: replyToRef ?? (isMail ? (threadRefs.at(-1) ?? message.threadRef) : null),
    template: outgoingTemplate(data),
    ...(isMail && { mail: await mailOf(ctx, account, message, threadRefs) }),
  }
}

async function loadFiles(ctx: ErrandContext, { files }: QueuedMessage): Promise<OutgoingFile[]> {
  return Promise.all(
    files.map(async ({ id, name, mediaType, storageKey }) => {
      const file = await ctx.storage.get(storageKey)
      if (!file)
        throw new VendorRefused({
          code: 'file.gone',
          title: `“${name}” is no longer stored`,
          isFinal: true,
          category: 'media',
        })
      const token = mintToken(ctx.config.secret, 'file', ctx.orgId, id)
      const url = `${ctx.config.baseUrl}/api/v1/public/media/${token}`
      return { name, mediaType, bytes: file.bytes, url }
    }),
  )
}

function deskOf(services: Services): Map<string, { again: boolean }> {
  const desk = running.get(services) ?? new Map<string, { again: boolean }>()
  running.set(services, desk)
  return desk
}

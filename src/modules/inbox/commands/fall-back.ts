import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { AppError } from '#values/errors.ts'
import { channelNames } from '../contract/words.ts'
import { contactKey } from '../domain/contact-key.ts'
import { kindsAfter } from '../domain/fallback.ts'
import { conversationChanged } from '../events.ts'
import { type FailedMessage, findFallback, listWaysTo, type Way } from '../queries/find-fallback.ts'
import { loadInboxSettings } from '../queries/inbox-settings.ts'
import { lockSendable } from '../queries/sendable.ts'
import { continueOn } from './continue-on.ts'
import { noteActs } from './note-acts.ts'
import { factsOf, queueMessage } from './queue-message.ts'

/**
 * Tries another kind of channel for a message that failed, by the organisation's order, if the client has an address
 * there. The new message stands in a conversation of its own; the old one tells of it. A repeat does nothing.
 */
export async function fallBack(ctx: CommandContext, { messageId }: { messageId: string }): Promise<void> {
  const { fallback, fallbackOrder } = await loadInboxSettings(ctx)
  const failed = await findFallback(ctx, messageId)
  if (!fallback || !failed) return
  const kinds = kindsAfter(failed.channelKind, fallbackOrder)
  for (const way of await listWaysTo(ctx, failed, kinds)) {
    const sent = await tryWay(ctx, failed, way)
    if (sent) return noteFallback(ctx, failed, way, sent)
  }
}

/** Null where nothing can be sent: opted out, WhatsApp's window shut, no such address. */
async function tryWay(
  ctx: CommandContext,
  failed: FailedMessage,
  way: Way,
): Promise<{ messageId: string; conversationId: string } | null> {
  const key = contactKey(way.kind, way.address)
  if (!key) return null
  const { contactName: name, clientId, subject } = failed
  await sql`savepoint way`.execute(ctx.tx)
  try {
    const conversationId = await continueOn(ctx, {
      channelId: way.channelId,
      person: { ...key, name },
      clientId,
      subject,
    })
    const message = await queueMessage(ctx, {
      conversationId,
      authorKind: failed.authorKind,
      authorId: failed.authorId,
      body: failed.body,
      data: { fallbackOf: failed.messageId },
      isSilent: true,
      ...(failed.broadcastId && { broadcastId: failed.broadcastId }),
    })
    return { messageId: message.id, conversationId }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    await sql`rollback to savepoint way`.execute(ctx.tx)
    return null
  }
}

async function noteFallback(
  ctx: CommandContext,
  failed: FailedMessage,
  way: Way,
  sent: { messageId: string; conversationId: string },
): Promise<void> {
  const { messageId, conversationId } = failed
  const words = `${channelNames[failed.channelKind]} could not deliver it; sent by ${channelNames[way.kind]} instead.`
  await sql`update inbox.failures set handled_at = ${ctx.now.toString()}, handled_how = ${`sent by ${channelNames[way.kind]}`}
    where org_id = ${ctx.orgId} and message_id = ${messageId} and handled_at is null`.execute(ctx.tx)
  await noteActs(ctx, [{ conversationId, event: 'fell_back', body: words, data: { messageId, sent } }])
  const to = await lockSendable(ctx, conversationId)
  await publish(ctx, conversationChanged({ ...factsOf(to), change: 'noted' }))
}

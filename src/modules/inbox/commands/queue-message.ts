import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { permit } from '#values/actor.ts'
import { AppError } from '#values/errors.ts'
import type { Message } from '../contract/conversations.ts'
import type { AuthorKind, MessageKind } from '../contract/words.ts'
import { cleanData, cleanText } from '../domain/clean-text.ts'
import { whyNotSendable } from '../domain/media-rules.ts'
import { type OutgoingPart, partsOf } from '../domain/outgoing-parts.ts'
import { previewOf } from '../domain/preview.ts'
import { fillTemplate } from '../domain/template-text.ts'
import { replyQueued } from '../events.ts'
import { readMessage } from '../queries/message-row.ts'
import { lockSendable, refuseUnsendable, type Sendable } from '../queries/sendable.ts'
import { inboxTables } from '../tables.ts'
import { enqueueSend } from './enqueue-send.ts'
import { noteAnswer } from './note-answer.ts'
import { idSequence } from './ordered-ids.ts'
import { planVisitorMail } from './plan-visitor-mail.ts'

export interface NewOutgoing {
  conversationId: string
  authorKind: Exclude<AuthorKind, 'contact'>
  /** The member who writes. */
  authorId?: string | null
  kind?: MessageKind
  body: string
  data?: Record<string, unknown>
  /** An approved template; its text stands in for `body`. */
  templateId?: string
  variables?: readonly string[]
  /** Files that were uploaded and belong to no message yet. */
  attachmentIds?: readonly string[]
  broadcastId?: string
  /** The vendor id of the message it answers. */
  replyToRef?: string
  /** Ends no wait and says nothing about who handles the conversation: a rating question, a fallback. */
  isSilent?: boolean
}

/**
 * Writes a message to the customer and puts it on the channel's queue. Refuses what cannot be sent now. An agent's or
 * the bot's message ends the customer's wait; automatic replies and broadcasts do not. Several files on WhatsApp are
 * several messages; the first is answered.
 */
export async function queueMessage(ctx: CommandContext, input: NewOutgoing): Promise<Message> {
  permit(ctx, 'message.send')
  const to = await lockSendable(ctx, input.conversationId)
  const isTemplate = input.templateId !== undefined
  const [, files, template] = await Promise.all([
    refuseUnsendable(ctx, to, { isTemplate }),
    loadFiles(ctx, input.attachmentIds ?? []),
    isTemplate ? loadTemplate(ctx, to, input.templateId!, input.variables ?? []) : null,
  ])
  const refusal = whyNotSendable(to.channelKind, files)
  if (refusal) throw new AppError('inbox.file_refused', { reason: refusal })
  const kind = isTemplate ? 'template' : (input.kind ?? 'text')
  const body = cleanText(template?.body ?? input.body)
  const parts = partsOf(to.channelKind, { kind, body, files })
  const data = { ...input.data, ...(template && { template: template.facts }) }
  const ids = await insertParts(ctx, input, to, parts, data)
  const answers = !input.isSilent && (input.authorKind === 'agent' || input.authorKind === 'bot')
  const last = parts.at(-1)!
  const preview = previewOf(last.kind, last.body || body)
  await noteAnswer(ctx, to, {
    messageId: ids[0]!,
    count: ids.length,
    authorKind: input.authorKind,
    authorId: input.authorId ?? null,
    preview,
    answers,
  })
  await enqueueSend(ctx, to.channelId, to.conversationId)
  if (to.channelKind === 'webchat' && input.authorKind === 'agent')
    await planVisitorMail(ctx, to.conversationId)
  await publish(
    ctx,
    replyQueued({ ...factsOf(to), messageId: ids[0]!, authorKind: input.authorKind, preview }),
  )
  return readMessage(ctx, ids[0]!)
}

async function loadFiles(ctx: CommandContext, ids: readonly string[]) {
  if (ids.length === 0) return []
  const rows = await inboxTables(ctx.tx)
    .selectFrom('attachments')
    .select(['id', 'name', 'media_type as mediaType', 'bytes'])
    .where('org_id', '=', ctx.orgId)
    .where('id', 'in', [...ids])
    .where('message_id', 'is', null)
    .where('status', '=', 'stored')
    .forUpdate()
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => {
    const file = byId.get(id)
    if (!file)
      throw new AppError('inbox.file_refused', { reason: 'A file is no longer there. Add it again.' })
    return file
  })
}

async function loadTemplate(
  ctx: CommandContext,
  to: Sendable,
  templateId: string,
  variables: readonly string[],
) {
  const row = await inboxTables(ctx.tx)
    .selectFrom('templates')
    .select(['name', 'language', 'body', 'footer', 'buttons', 'status', 'channel_kind', 'channel_id'])
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', templateId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  const fits =
    row && row.channel_kind === to.channelKind && (!row.channel_id || row.channel_id === to.channelId)
  const isUsable = fits && (to.channelKind !== 'whatsapp' || row.status === 'approved')
  if (!isUsable) throw new AppError('inbox.template_not_usable')
  const filled = fillTemplate(row.body, variables)
  if (!filled.ok) throw new AppError('inbox.variables_missing', { missing: filled.missing })
  const { name, language, footer, buttons } = row
  return { body: filled.body, facts: { name, language, footer, buttons, variables } }
}

async function insertParts(
  ctx: CommandContext,
  input: NewOutgoing,
  to: Sendable,
  parts: readonly OutgoingPart[],
  data: Record<string, unknown>,
): Promise<string[]> {
  const now = ctx.now.toString()
  const nextId = idSequence()
  const rows = parts.map((part) => ({ ...part, id: nextId(ctx.now.epochMilliseconds) }))
  await inboxTables(ctx.tx)
    .insertInto('messages')
    .values(
      rows.map(({ id, kind, body }) => ({
        org_id: ctx.orgId,
        id,
        conversation_id: to.conversationId,
        channel_id: to.channelId,
        direction: 'out' as const,
        author_kind: input.authorKind,
        author_id: input.authorId ?? null,
        kind,
        body,
        data: JSON.stringify(cleanData(data)),
        reply_to_ref: input.replyToRef ?? null,
        status: 'queued' as const,
        template_id: input.templateId ?? null,
        broadcast_id: input.broadcastId ?? null,
        created_at: now,
      })),
    )
    .execute()
  await inboxTables(ctx.tx)
    .insertInto('outgoing')
    .values(
      rows.map(({ id }) => ({
        org_id: ctx.orgId,
        message_id: id,
        channel_id: to.channelId,
        conversation_id: to.conversationId,
        next_try_at: now,
        queued_at: now,
        is_bulk: input.authorKind === 'broadcast',
      })),
    )
    .execute()
  const files = rows.flatMap(({ id, fileIds }) => fileIds.map((fileId) => ({ id, fileId })))
  if (files.length > 0) {
    await sql`update inbox.attachments a set message_id = f.message_id, conversation_id = ${to.conversationId}
      from unnest(${files.map(({ fileId }) => fileId)}::uuid[], ${files.map(({ id }) => id)}::uuid[]) as f (id, message_id)
      where a.org_id = ${ctx.orgId} and a.id = f.id`.execute(ctx.tx)
  }
  return rows.map(({ id }) => id)
}

/** What events tell of the conversation. */
export function factsOf(to: Sendable) {
  const { conversationId, number, channelId, channelKind, contactId, contactName } = to
  const { clientId, assigneeId, status } = to
  return {
    ...{ conversationId, number, channelId, channelKind, contactId, contactName },
    ...{ clientId, assigneeId, status },
  }
}

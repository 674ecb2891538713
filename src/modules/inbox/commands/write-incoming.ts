import { sql } from 'kysely'
import type { z } from 'zod'
import type { CommandContext } from '#platform/context.ts'
import { publishMany } from '#platform/events.ts'
import { newId } from '#values/ids.ts'
import type { Incoming } from '../contract/incoming.ts'
import { cleanData, cleanLine } from '../domain/clean-text.ts'
import { previewOf } from '../domain/preview.ts'
import type { SlaRules } from '../domain/sla.ts'
import { conversationReopened, type messagesReceived } from '../events.ts'
import type { ChannelRow } from '../queries/channel.ts'
import { continueConversations } from './continue-conversations.ts'
import { enqueueMedia } from './enqueue-media.ts'
import type { OpenedPlan } from './open-conversations.ts'
import { idSequence } from './ordered-ids.ts'

type ReceivedFact = z.input<(typeof messagesReceived)['payload']>['messages'][number]

/** A message that was written, with the fact that the house is told. */
export interface Written {
  incoming: Incoming
  fact: ReceivedFact
}

/** Writes the messages of opened conversations and what they change in conversations that were there before. */
export async function writeIncoming(
  ctx: CommandContext,
  { channel, rules, opened }: { channel: ChannelRow; rules: SlaRules; opened: readonly OpenedPlan[] },
): Promise<Written[]> {
  const nextId = idSequence()
  const written = opened.flatMap((plan) => {
    let opens = plan.known === null || plan.isReopened
    return plan.messages.map(({ incoming, isQuiet }): Written => {
      const isOpening = opens && (plan.known === null || !isQuiet)
      if (isOpening) opens = false
      return {
        incoming,
        fact: {
          conversationId: plan.conversationId,
          messageId: nextId(ctx.now.epochMilliseconds),
          channelId: channel.id,
          channelKind: channel.kind,
          contactId: plan.contactId,
          clientId: plan.contact.clientId,
          isOpening,
          kind: incoming.kind,
          preview: previewOf(incoming.kind, incoming.body),
        },
      }
    })
  })
  const stored = await insertMessages(ctx, channel.id, written)
  await insertFiles(ctx, channel.id, stored)
  const known = opened.filter((plan) => plan.known !== null)
  await continueConversations(ctx, channel, rules, known)
  await noteReopened(
    ctx,
    channel,
    known.filter((plan) => plan.isReopened && plan.known!.hasIncoming),
  )
  return stored
}

/** The contacts' locks keep two batches from writing one message; a vendor that uses an id twice is left out here. */
async function insertMessages(
  ctx: CommandContext,
  channelId: string,
  written: readonly Written[],
): Promise<Written[]> {
  const column = <T>(value: (incoming: Incoming, fact: ReceivedFact) => T) =>
    written.map(({ incoming, fact }) => value(incoming, fact))
  const { rows } = await sql<{ id: string }>`
    insert into inbox.messages (org_id, id, conversation_id, channel_id, direction, author_kind, kind, body, data,
      provider_ref, reply_to_ref, status, created_at)
    select o.id, m.id, m.conversation_id, ${channelId}, 'in', 'contact', m.kind, m.body, m.data::jsonb,
      m.provider_ref, m.reply_to_ref, 'received', m.at
    from core.orgs o, unnest(${column((_, fact) => fact.messageId)}::uuid[],
      ${column((_, fact) => fact.conversationId)}::uuid[], ${column(({ kind }) => kind)}::text[],
      ${column(({ body }) => body)}::text[], ${column(({ data }) => JSON.stringify(cleanData(data ?? {})))}::text[],
      ${column(({ providerRef }) => providerRef)}::text[], ${column(({ replyToRef }) => replyToRef ?? null)}::text[],
      ${column(({ at }) => at)}::timestamptz[])
      as m (id, conversation_id, kind, body, data, provider_ref, reply_to_ref, at)
    where o.id = ${ctx.orgId}
    on conflict (org_id, channel_id, provider_ref) do nothing
    returning id`.execute(ctx.tx)
  const ids = new Set(rows.map(({ id }) => id))
  return written.filter(({ fact }) => ids.has(fact.messageId))
}

/** Files that came along: those that lie with the vendor are fetched by a job. */
async function insertFiles(
  ctx: CommandContext,
  channelId: string,
  written: readonly Written[],
): Promise<void> {
  const files = written.flatMap(({ incoming, fact }) =>
    (incoming.attachments ?? []).map((file) => ({
      ...file,
      fact,
      id: file.id ?? newId(ctx.now.epochMilliseconds),
    })),
  )
  if (files.length === 0) return
  const column = <T>(value: (file: (typeof files)[number]) => T) => files.map(value)
  await sql`
    insert into inbox.attachments (org_id, id, message_id, conversation_id, name, media_type, bytes, storage_key,
      provider_ref, status, error, created_at)
    select o.id, f.id, f.message_id, f.conversation_id, f.name, f.media_type, f.bytes, f.storage_key, f.provider_ref,
      case when f.error is not null then 'failed' when f.storage_key is null then 'waiting' else 'stored' end, f.error,
      ${ctx.now.toString()}
    from core.orgs o, unnest(${column(({ id }) => id)}::uuid[], ${column(({ fact }) => fact.messageId)}::uuid[],
      ${column(({ fact }) => fact.conversationId)}::uuid[], ${column(({ name }) => cleanLine(name))}::text[],
      ${column(({ mediaType }) => cleanLine(mediaType))}::text[], ${column(({ bytes }) => bytes ?? 0)}::bigint[],
      ${column(({ storageKey }) => storageKey ?? null)}::text[], ${column(({ providerRef }) => providerRef ?? null)}::text[],
      ${column(({ error }) => error ?? null)}::text[])
      as f (id, message_id, conversation_id, name, media_type, bytes, storage_key, provider_ref, error)
    where o.id = ${ctx.orgId}`.execute(ctx.tx)
  const waiting = files.filter(({ storageKey, providerRef }) => !storageKey && providerRef)
  await enqueueMedia(
    ctx,
    channelId,
    waiting.map(({ id }) => id),
  )
}

async function noteReopened(
  ctx: CommandContext,
  channel: ChannelRow,
  plans: readonly OpenedPlan[],
): Promise<void> {
  if (plans.length === 0) return
  const ids = plans.map(({ conversationId }) => conversationId)
  await sql`
    update inbox.resolutions r set reopened_at = ${ctx.now.toString()}
    where r.org_id = ${ctx.orgId} and r.conversation_id = any(${ids}::uuid[]) and r.reopened_at is null`.execute(
    ctx.tx,
  )
  await publishMany(
    ctx,
    plans.map((plan) =>
      conversationReopened({
        conversationId: plan.conversationId,
        number: plan.number,
        channelId: channel.id,
        channelKind: channel.kind,
        contactId: plan.contactId,
        contactName: plan.contact.name,
        clientId: plan.contact.clientId,
        assigneeId: plan.assigneeId,
        status: 'open',
        by: 'contact',
      }),
    ),
  )
}

import type { CommandContext } from '#platform/context.ts'
import { newId } from '#values/ids.ts'
import type { TemplateKey } from '../contract.ts'
import { notificationsTables } from '../tables.ts'
import { enqueueMessage } from './enqueue-message.ts'

/** A message with its text, ready to be sent. */
export interface NewMessage {
  /** What it is for: one message per key, however often it is asked for. */
  dedupeKey: string
  templateKey: TemplateKey
  templateVersion: number
  to: { name: string; address: string }
  subject: string
  html: string
  text: string
  /** It carries a link that is its reader's secret. */
  isSecret: boolean
  clientId: string | null
  subjectType: string | null
  subjectId: string | null
}

/** Writes a message and puts it on the queue; null when it was written before. */
export async function insertMessage(ctx: CommandContext, message: NewMessage): Promise<string | null> {
  const now = ctx.now.toString()
  const id = newId(ctx.now.epochMilliseconds)
  const row = await notificationsTables(ctx.tx)
    .insertInto('messages')
    .values({
      org_id: ctx.orgId,
      id,
      dedupe_key: message.dedupeKey,
      template_key: message.templateKey,
      template_version: message.templateVersion,
      channel: 'email',
      to_name: message.to.name,
      to_address: message.to.address,
      subject: message.subject,
      html: message.html,
      body_text: message.text,
      is_secret: message.isSecret,
      client_id: message.clientId,
      subject_type: message.subjectType,
      subject_id: message.subjectId,
      status: 'queued',
      next_try_at: now,
      created_at: now,
    })
    .onConflict((conflict) => conflict.constraint('messages_dedupe_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) return null
  await notificationsTables(ctx.tx)
    .insertInto('unfinished')
    .values({ org_id: ctx.orgId, message_id: id, since: now })
    .execute()
  await enqueueMessage(ctx, id)
  return id
}

import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { AppError } from '#values/errors.ts'
import type { Attachment, Message } from '../contract/conversations.ts'
import { loadPeople, nameOf } from './people.ts'

type Row = Omit<Message, 'authorName' | 'failure' | 'attachments'> & {
  contactName: string
  failedAt: string | null
  failureCode: string | null
  failureTitle: string | null
  failureCategory: NonNullable<Message['failure']>['category'] | null
  attachments: Omit<Attachment, 'url'>[]
  /** The exact time, for cursors: the answer's instants are cut to milliseconds. */
  exactAt: string
}

export type MessageRow = Message & { exactAt: string }

/** Messages `m` under a condition, files included, with `tail` (order, limit). One statement; newest or oldest first as asked. */
export async function selectMessages(
  ctx: QueryContext,
  condition: RawBuilder<unknown>,
  tail: RawBuilder<unknown> = sql``,
): Promise<MessageRow[]> {
  const [{ rows }, people] = await Promise.all([
    sql<Row>`
      select m.id, m.conversation_id as "conversationId", m.direction, m.author_kind as "authorKind",
        m.author_id as "authorId", m.kind, m.body, m.data, m.status, m.created_at as "createdAt",
        m.created_at::text as "exactAt", m.sent_at as "sentAt", m.delivered_at as "deliveredAt",
        m.read_at as "readAt", m.failed_at as "failedAt", m.failure_code as "failureCode",
        m.failure_title as "failureTitle", m.failure_category as "failureCategory", m.price_amount as price,
        p.name as "contactName", t.name as "templateName",
        coalesce((select json_agg(json_build_object('id', a.id, 'name', a.name, 'mediaType', a.media_type,
            'bytes', a.bytes, 'status', a.status, 'error', a.error) order by a.id)
          from inbox.attachments a where a.org_id = m.org_id and a.message_id = m.id), '[]') as attachments,
        (select r.id from inbox.messages r where r.org_id = m.org_id and r.channel_id = m.channel_id
          and r.provider_ref = m.reply_to_ref and r.conversation_id = m.conversation_id) as "replyToId"
      from inbox.messages m
      join inbox.conversations c on c.org_id = m.org_id and c.id = m.conversation_id
      join inbox.contacts p on p.org_id = c.org_id and p.id = c.contact_id
      left join inbox.templates t on t.org_id = m.org_id and t.id = m.template_id
      where m.org_id = ${ctx.orgId} and ${condition} ${tail}`.execute(ctx.tx),
    loadPeople(ctx),
  ])
  return rows.map((row) => toMessage(row, nameOf(people, row.authorId)))
}

/** One message as it stands in this transaction. Refuses what is not there. */
export async function readMessage(ctx: QueryContext, messageId: string): Promise<Message> {
  const [row] = await selectMessages(ctx, sql`m.id = ${messageId}`)
  if (!row) throw new AppError('inbox.message_not_found')
  const { exactAt: _, ...message } = row
  return message
}

/** Where a stored file is served from to members. */
export function attachmentUrl(attachmentId: string): string {
  return `/api/v1/attachments/${attachmentId}`
}

function toMessage(row: Row, memberName: string | null): MessageRow {
  const { contactName, failedAt, failureCode, failureTitle, failureCategory, attachments, ...rest } = row
  return {
    ...rest,
    authorName: authorName(row, memberName),
    failure:
      failedAt === null
        ? null
        : {
            code: failureCode ?? '',
            title: failureTitle ?? '',
            category: failureCategory ?? 'unknown',
            at: failedAt,
          },
    attachments: attachments.map((file) => ({
      ...file,
      url: file.status === 'stored' ? attachmentUrl(file.id) : null,
    })),
  }
}

function authorName(row: Row, memberName: string | null): string {
  switch (row.authorKind) {
    case 'contact':
      return row.contactName
    case 'agent':
      return memberName ?? 'A colleague'
    case 'bot':
      return 'Bot'
    case 'auto_reply':
      return 'Automatic reply'
    case 'broadcast':
      return 'Broadcast'
    case 'system':
      return typeof row.data.by === 'string' ? row.data.by : 'Frontdesk'
  }
}

import type { Selectable } from 'kysely'
import type { Message, TemplateKey } from '../contract.ts'
import { defaultTemplates } from '../domain/default-templates.ts'
import type { MessagesTable } from '../tables.ts'

/** The columns of a message without its text. */
export const listed = [
  'id',
  'template_key',
  'channel',
  'to_name',
  'to_address',
  'subject',
  'status',
  'attempts',
  'next_try_at',
  'last_error',
  'client_id',
  'subject_type',
  'subject_id',
  'created_at',
  'sent_at',
] as const

type ListedRow = Pick<Selectable<MessagesTable>, (typeof listed)[number]>

/** A row as the contract shows it. */
export function toMessage(row: ListedRow): Message {
  return {
    id: row.id,
    templateKey: row.template_key,
    templateName: defaultTemplates[row.template_key as TemplateKey]?.name ?? row.template_key,
    channel: row.channel,
    toName: row.to_name,
    toAddress: row.to_address,
    subject: row.subject,
    status: row.status,
    attempts: row.attempts,
    nextTryAt: row.next_try_at,
    lastError: row.last_error,
    clientId: row.client_id,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    createdAt: row.created_at,
    sentAt: row.sent_at,
  }
}

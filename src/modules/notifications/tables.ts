// Generated from the migrated database by `frontdesk tables`; do not edit.
import type { Generated, Kysely } from 'kysely'
import type { Tx } from '#platform/db.ts'

export interface MessagesTable {
  org_id: string
  id: string
  dedupe_key: string
  template_key: string
  template_version: number
  channel: 'email'
  to_name: string
  to_address: string
  subject: string
  html: string | null
  body_text: string | null
  is_secret: Generated<boolean>
  client_id: string | null
  subject_type: string | null
  subject_id: string | null
  status: 'queued' | 'sending' | 'sent' | 'failed' | 'outbox' | 'discarded'
  attempts: Generated<number>
  next_try_at: string | null
  last_error: string | null
  provider_ref: string | null
  created_at: string
  sent_at: string | null
}

export interface TemplatesTable {
  org_id: string
  id: string
  key: string
  channel: 'email'
  version: number
  subject: string | null
  mjml_body: string | null
  compiled_html: string | null
  updated_at: string
  updated_by: string
}

export interface UnfinishedTable {
  org_id: string
  message_id: string
  is_failed: Generated<boolean>
  since: string
}

export interface NotificationsTables {
  messages: MessagesTable
  templates: TemplatesTable
  unfinished: UnfinishedTable
}

/** The transaction, narrowed to the tables of schema `notifications`. */
export function notificationsTables(tx: Tx): Kysely<NotificationsTables> {
  return tx.withSchema('notifications')
}

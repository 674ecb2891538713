import type { Selectable } from 'kysely'
import type { MessageFacts } from '../events.ts'
import type { MessagesTable } from '../tables.ts'

/** What events say of a message; never its text. */
export function factsOf(row: Selectable<MessagesTable>): MessageFacts {
  return {
    messageId: row.id,
    templateKey: row.template_key,
    channel: row.channel,
    clientId: row.client_id,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    toName: row.to_name,
    subject: row.subject,
  }
}

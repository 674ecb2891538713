import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { cleanLine } from '../domain/clean-text.ts'
import { deliveriesChanged } from '../events.ts'

/** What became of a file that lay with the vendor: stored, or why not. */
export type FetchedFile =
  | { id: string; storageKey: string; mediaType: string; bytes: number; name: string }
  | { id: string; error: string }

/** Notes a file as stored or failed; open threads show it. Asks no permission: only a job calls it. */
export async function noteFetched(ctx: CommandContext, file: FetchedFile): Promise<void> {
  const set =
    'error' in file
      ? sql`status = 'failed', error = ${cleanLine(file.error)}`
      : sql`status = 'stored', storage_key = ${file.storageKey}, media_type = ${file.mediaType}, bytes = ${file.bytes},
          name = ${cleanLine(file.name)}`
  const { rows } = await sql<{ messageId: string; conversationId: string }>`
    update inbox.attachments set ${set} where org_id = ${ctx.orgId} and id = ${file.id} and status = 'waiting'
    returning message_id as "messageId", conversation_id as "conversationId"`.execute(ctx.tx)
  const messages = rows.map((row) => ({ ...row, status: 'received', category: null }))
  if (messages.length > 0) await publish(ctx, deliveriesChanged({ messages }))
}

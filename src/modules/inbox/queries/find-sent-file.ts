import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'

const HOURS = 24

/** A file of a message that was queued in the last day, or null. Asks no permission: who knows the link may have it. */
export async function findSentFile(
  ctx: QueryContext,
  attachmentId: string,
): Promise<{ mediaType: string; storageKey: string } | null> {
  const { rows } = await sql<{ mediaType: string; storageKey: string }>`
    select a.media_type as "mediaType", a.storage_key as "storageKey" from inbox.attachments a
    join inbox.messages m on m.org_id = a.org_id and m.id = a.message_id and m.direction = 'out'
    where a.org_id = ${ctx.orgId} and a.id = ${attachmentId} and a.storage_key is not null
      and m.created_at > ${ctx.now.subtract({ hours: HOURS }).toString()}`.execute(ctx.tx)
  return rows[0] ?? null
}

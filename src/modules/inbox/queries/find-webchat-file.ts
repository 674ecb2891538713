import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'

/** A stored file of a web chat's message, or null. Asks no permission: who knows the link may have it. */
export async function findWebchatFile(
  ctx: QueryContext,
  attachmentId: string,
): Promise<{ name: string; mediaType: string; storageKey: string } | null> {
  const { rows } = await sql<{ name: string; mediaType: string; storageKey: string }>`
    select a.name, a.media_type as "mediaType", a.storage_key as "storageKey"
    from inbox.attachments a
    join inbox.messages m on m.org_id = a.org_id and m.id = a.message_id and m.direction in ('in', 'out')
    join inbox.channels c on c.org_id = m.org_id and c.id = m.channel_id and c.kind = 'webchat'
    where a.org_id = ${ctx.orgId} and a.id = ${attachmentId} and a.status = 'stored' and a.storage_key is not null`.execute(
    ctx.tx,
  )
  return rows[0] ?? null
}

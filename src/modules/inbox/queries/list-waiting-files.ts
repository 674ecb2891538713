import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'

/** A file that lies with the vendor. */
export interface WaitingFile {
  id: string
  name: string
  mediaType: string
  providerRef: string
}

/** Those of the files that are not stored yet. Asks no permission: only a job calls it. */
export async function listWaitingFiles(
  ctx: QueryContext,
  attachmentIds: readonly string[],
): Promise<WaitingFile[]> {
  const { rows } = await sql<WaitingFile>`
    select id, name, media_type as "mediaType", provider_ref as "providerRef" from inbox.attachments
    where org_id = ${ctx.orgId} and id = any(${[...attachmentIds]}::uuid[]) and status = 'waiting'
      and provider_ref is not null order by id`.execute(ctx.tx)
  return rows
}

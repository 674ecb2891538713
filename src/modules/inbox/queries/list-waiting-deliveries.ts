import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'

/** A delivery that was not worked yet. */
export interface WaitingDelivery {
  id: string
  channelId: string
  body: string
  mediaType: string
  receivedAt: string
}

/** The next deliveries to work, in the order of arrival. Asks no permission: only a job calls it. */
export async function listWaitingDeliveries(ctx: QueryContext, most: number): Promise<WaitingDelivery[]> {
  const { rows } = await sql<WaitingDelivery>`
    select id, channel_id as "channelId", body, media_type as "mediaType", received_at as "receivedAt"
    from inbox.deliveries where org_id = ${ctx.orgId} and processed_at is null order by id limit ${most}`.execute(
    ctx.tx,
  )
  return rows
}

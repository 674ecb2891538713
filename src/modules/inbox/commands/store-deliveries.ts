import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { enqueue } from '#platform/jobs.ts'

/** What a vendor posted, as it came. */
export interface NewDelivery {
  /** Ids sort in the order of arrival. */
  id: string
  channelId: string
  body: string
  mediaType: string
  /** ISO instant. */
  receivedAt: string
}

/** The job that works what vendors posted; registered in `jobs/intake.ts`. */
export const PROCESS_DELIVERIES = 'processDeliveries'

/** Keeps deliveries as they came. Two statements, however many there are. Asks no permission: their signature was checked. */
export async function storeDeliveries(
  ctx: CommandContext,
  { deliveries, wake }: { deliveries: readonly NewDelivery[]; wake: boolean },
): Promise<void> {
  const column = <T>(value: (delivery: NewDelivery) => T) => deliveries.map(value)
  await Promise.all([
    sql`
      insert into inbox.deliveries (org_id, id, channel_id, body, media_type, received_at)
      select o.id, d.id, d.channel_id, d.body, d.media_type, d.at
      from core.orgs o, unnest(${column(({ id }) => id)}::uuid[], ${column(({ channelId }) => channelId)}::uuid[],
        ${column(({ body }) => body)}::text[], ${column(({ mediaType }) => mediaType)}::text[],
        ${column(({ receivedAt }) => receivedAt)}::timestamptz[]) as d (id, channel_id, body, media_type, at)
      where o.id = ${ctx.orgId}`.execute(ctx.tx),
    wake && wakeIntake(ctx),
  ])
}

/** Has the deliveries that wait worked. */
export async function wakeIntake(ctx: CommandContext): Promise<void> {
  const job = ctx.jobs.kinds.get(PROCESS_DELIVERIES)
  if (!job) throw new Error(`The job ${PROCESS_DELIVERIES} is not registered.`)
  await enqueue(ctx, job, {}, { key: 'waiting' })
}

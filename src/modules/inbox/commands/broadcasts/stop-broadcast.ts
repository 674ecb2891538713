import { sql } from 'kysely'
import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import type { Broadcast, stopBroadcast as contract } from '../../contract/broadcasts.ts'
import { broadcastChanged } from '../../events.ts'
import { readBroadcast } from '../../queries/broadcasts/broadcast-row.ts'

/** Stops a running broadcast: whoever has not got it will not. A planned one becomes a draft again. */
export async function stopBroadcast(
  ctx: CommandContext,
  { broadcastId }: Input<typeof contract>,
): Promise<Broadcast> {
  permit(ctx, 'broadcast.send')
  await sql`update inbox.broadcasts set
      status = case status when 'scheduled' then 'draft' else 'stopped' end, scheduled_at = null,
      finished_at = case status when 'running' then ${ctx.now.toString()}::timestamptz end
    where org_id = ${ctx.orgId} and id = ${broadcastId} and status in ('scheduled', 'running')`.execute(
    ctx.tx,
  )
  const broadcast = await readBroadcast(ctx, broadcastId)
  await Promise.all([
    publish(ctx, broadcastChanged({ broadcastId, name: broadcast.name, status: broadcast.status })),
    audit(ctx, {
      action: 'broadcast.stop',
      recordType: 'broadcast',
      recordId: broadcastId,
      summary: `Stopped the broadcast ${broadcast.name}`,
    }),
  ])
  return broadcast
}

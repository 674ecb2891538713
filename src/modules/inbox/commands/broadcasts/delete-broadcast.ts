import { sql } from 'kysely'
import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { deleteBroadcast as contract } from '../../contract/broadcasts.ts'
import { readBroadcast } from '../../queries/broadcasts/broadcast-row.ts'

/** Deletes a draft. One that has begun stays, with its results. */
export async function deleteBroadcast(
  ctx: CommandContext,
  { broadcastId }: Input<typeof contract>,
): Promise<{ ok: true }> {
  permit(ctx, 'broadcast.send')
  const { rows } = await sql<{ name: string }>`delete from inbox.broadcasts
    where org_id = ${ctx.orgId} and id = ${broadcastId} and status = 'draft' returning name`.execute(ctx.tx)
  if (!rows[0]) {
    await readBroadcast(ctx, broadcastId)
    throw new AppError('inbox.broadcast_running')
  }
  await audit(ctx, {
    action: 'broadcast.delete',
    recordType: 'broadcast',
    recordId: broadcastId,
    summary: `Deleted the broadcast ${rows[0].name}`,
  })
  return { ok: true }
}

import { sql } from 'kysely'
import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { permit } from '#values/actor.ts'
import { AppError } from '#values/errors.ts'
import { botChanged } from '../../events.ts'

/** Deletes an automatic reply. */
export async function deleteAutoReply(
  ctx: CommandContext,
  { autoReplyId }: { autoReplyId: string },
): Promise<{ ok: true }> {
  permit(ctx, 'inbox.manage')
  const { rows } = await sql<{ occasion: string }>`
    delete from inbox.auto_replies where org_id = ${ctx.orgId} and id = ${autoReplyId} returning occasion`.execute(
    ctx.tx,
  )
  const occasion = rows[0]?.occasion
  if (occasion === undefined) throw new AppError('inbox.not_found')
  await Promise.all([
    publish(ctx, botChanged({ what: 'auto_reply', name: occasion, change: 'deleted' })),
    audit(ctx, {
      action: 'auto_reply.delete',
      recordType: 'auto_reply',
      recordId: autoReplyId,
      summary: `Deleted an automatic reply (${occasion.replaceAll('_', ' ')})`,
    }),
  ])
  return { ok: true }
}

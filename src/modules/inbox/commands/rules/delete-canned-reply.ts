import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { CannedReply, deleteCannedReply as contract } from '../../contract/rules.ts'
import { noteRule } from './note-rule.ts'

/** Deletes a kept text; creating it again under its id takes that back. */
export async function deleteCannedReply(
  ctx: CommandContext,
  { replyId }: Input<typeof contract>,
): Promise<CannedReply> {
  permit(ctx, 'inbox.manage')
  const { rows } = await sql<CannedReply>`
    delete from inbox.canned_replies where org_id = ${ctx.orgId} and id = ${replyId}
    returning id, shortcut, title, body, updated_at as "updatedAt"`.execute(ctx.tx)
  const reply = rows[0]
  if (!reply) throw new AppError('inbox.not_found')
  await noteRule(ctx, {
    what: 'canned_reply',
    action: 'delete',
    recordId: replyId,
    summary: `Deleted the text /${reply.shortcut}`,
  })
  return reply
}

import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { CannedReply, updateCannedReply as contract } from '../../contract/rules.ts'
import { named, noteRule } from './note-rule.ts'

/** Changes what is sent of a kept text. */
export async function updateCannedReply(
  ctx: CommandContext,
  input: Input<typeof contract>,
): Promise<CannedReply> {
  permit(ctx, 'inbox.manage')
  const { rows } = await named(() =>
    sql<CannedReply>`
      update inbox.canned_replies set shortcut = coalesce(${input.shortcut ?? null}, shortcut),
        title = coalesce(${input.title ?? null}, title), body = coalesce(${input.body ?? null}, body),
        updated_at = ${ctx.now.toString()}
      where org_id = ${ctx.orgId} and id = ${input.replyId}
      returning id, shortcut, title, body, updated_at as "updatedAt"`.execute(ctx.tx),
  )
  const reply = rows[0]
  if (!reply) throw new AppError('inbox.not_found')
  await noteRule(ctx, {
    what: 'canned_reply',
    action: 'update',
    recordId: reply.id,
    summary: `Changed the text /${reply.shortcut}`,
  })
  return reply
}

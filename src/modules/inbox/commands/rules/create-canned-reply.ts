import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { newId } from '#values/ids.ts'
import type { CannedReply, createCannedReply as contract } from '../../contract/rules.ts'
import { named, noteRule } from './note-rule.ts'

/** Keeps a text under its shortcut. */
export async function createCannedReply(
  ctx: CommandContext,
  input: Input<typeof contract>,
): Promise<CannedReply> {
  permit(ctx, 'inbox.manage')
  const { rows } = await named(() =>
    sql<CannedReply>`
      insert into inbox.canned_replies (org_id, id, shortcut, title, body, updated_at)
      values (${ctx.orgId}, ${input.id ?? newId()}, ${input.shortcut}, ${input.title}, ${input.body}, ${ctx.now.toString()})
      returning id, shortcut, title, body, updated_at as "updatedAt"`.execute(ctx.tx),
  )
  const reply = rows[0]!
  await noteRule(ctx, {
    what: 'canned_reply',
    action: 'create',
    recordId: reply.id,
    summary: `Kept the text /${reply.shortcut}`,
  })
  return reply
}

import { sql } from 'kysely'
import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import type { AutoReply, saveAutoReply as contract } from '../../contract/bot.ts'
import { botChanged } from '../../events.ts'

/** Saves an automatic reply, new or known. */
export async function saveAutoReply(ctx: CommandContext, input: Input<typeof contract>): Promise<AutoReply> {
  permit(ctx, 'inbox.manage')
  const { autoReplyId, occasion, channelKind, body, isActive } = input
  if (occasion === 'waiting' && input.afterMinutes === null) {
    throw new AppError('input.invalid', {
      faults: [{ path: ['afterMinutes'], message: 'Say after how many minutes.' }],
    })
  }
  const afterMinutes = occasion === 'waiting' ? input.afterMinutes : null
  const id = autoReplyId ?? newId(ctx.now.epochMilliseconds)
  const now = ctx.now.toString()
  const { rows } = autoReplyId
    ? await sql`update inbox.auto_replies set occasion = ${occasion}, channel_kind = ${channelKind}, body = ${body},
          after_minutes = ${afterMinutes}, is_active = ${isActive}, updated_at = ${now}
          where org_id = ${ctx.orgId} and id = ${id} returning id`.execute(ctx.tx)
    : await sql`insert into inbox.auto_replies (org_id, id, occasion, channel_kind, body, after_minutes, is_active, updated_at)
          values (${ctx.orgId}, ${id}, ${occasion}, ${channelKind}, ${body}, ${afterMinutes}, ${isActive}, ${now})
          returning id`.execute(ctx.tx)
  if (rows.length === 0) throw new AppError('inbox.not_found')
  await Promise.all([
    publish(ctx, botChanged({ what: 'auto_reply', name: occasion, change: 'saved' })),
    audit(ctx, {
      action: 'auto_reply.save',
      recordType: 'auto_reply',
      recordId: id,
      summary: `Saved an automatic reply (${occasion.replaceAll('_', ' ')})`,
    }),
  ])
  return { id, occasion, channelKind, body, afterMinutes, isActive: isActive as boolean }
}

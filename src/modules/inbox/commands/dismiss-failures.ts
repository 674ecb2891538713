import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type * as contract from '../contract/channels.ts'
import type { FailureCategory } from '../contract/words.ts'
import { deliveriesChanged } from '../events.ts'

/** Takes failed messages off the list; they stay failed in their conversations. */
export async function dismissFailures(
  ctx: CommandContext,
  { messageIds }: Input<typeof contract.dismissFailures>,
): Promise<Output<typeof contract.dismissFailures>> {
  permit(ctx, 'message.send')
  const { rows } = await sql<{ messageId: string; conversationId: string; category: FailureCategory }>`
    update inbox.failures set handled_at = ${ctx.now.toString()}, handled_how = 'left'
    where org_id = ${ctx.orgId} and message_id = any(${messageIds}::uuid[]) and handled_at is null
    returning message_id as "messageId", conversation_id as "conversationId", category`.execute(ctx.tx)
  if (rows.length > 0) {
    await publish(ctx, deliveriesChanged({ messages: rows.map((row) => ({ ...row, status: 'failed' })) }))
  }
  return { dismissed: rows.length }
}

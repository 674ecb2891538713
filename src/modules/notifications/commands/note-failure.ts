import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { waitAfter } from '../domain/retry.ts'
import { messageFailed } from '../events.ts'
import { notificationsTables } from '../tables.ts'
import { enqueueMessage } from './enqueue-message.ts'
import { factsOf } from './message-facts.ts'

export interface Failure {
  messageId: string
  error: string
  /** Trying again cannot help, as when the address does not exist. */
  isFinal: boolean
}

/** Notes a try that did not work: the next one is planned with a growing wait, or the message has failed. */
export async function noteFailure(ctx: CommandContext, failure: Failure): Promise<void> {
  const tables = notificationsTables(ctx.tx)
  const row = await tables
    .selectFrom('messages')
    .selectAll()
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', failure.messageId)
    .where('status', '=', 'sending')
    .forUpdate()
    .executeTakeFirst()
  if (!row) return
  const wait = failure.isFinal ? null : waitAfter(row.attempts)
  const nextTryAt = wait === null ? null : ctx.now.add({ milliseconds: wait }).toString()
  await tables
    .updateTable('messages')
    .set({ status: nextTryAt ? 'queued' : 'failed', next_try_at: nextTryAt, last_error: failure.error })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', row.id)
    .execute()
  await tables
    .updateTable('unfinished')
    .set({ is_failed: nextTryAt === null, since: ctx.now.toString() })
    .where('org_id', '=', ctx.orgId)
    .where('message_id', '=', row.id)
    .execute()
  if (nextTryAt) return enqueueMessage(ctx, row.id, nextTryAt)
  const { error } = failure
  await publish(ctx, messageFailed({ ...factsOf(row), error, attempts: row.attempts }))
}

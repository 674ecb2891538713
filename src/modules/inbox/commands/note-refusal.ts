import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import type { FailureCategory } from '../contract/words.ts'
import { cleanLine } from '../domain/clean-text.ts'
import { failureCategory, stopsChannel } from '../domain/failure-category.ts'
import { waitBeforeRetry } from '../domain/retry-plan.ts'
import { channelChanged, deliveriesChanged } from '../events.ts'
import { findChannel } from '../queries/channel.ts'
import { enqueueSend } from './enqueue-send.ts'
import { noteFailures } from './note-failures.ts'

/** A try that did not work. */
export interface RefusedMessage {
  channelId: string
  messageId: string
  conversationId: string
  attempts: number
  code: string
  title: string
  isFinal: boolean
  /** Ours, when the vendor's code does not tell it. */
  category?: FailureCategory | undefined
  /** Seconds the vendor asks to wait. */
  retryAfter?: number | undefined
  /** 0 to 1, to spread the tries. */
  chance: number
}

/** Plans the next try with a growing wait, the channel's others with it where the vendor has enough; or the message has failed. */
export async function noteRefusal(ctx: CommandContext, refused: RefusedMessage): Promise<void> {
  const { channelId, messageId, conversationId } = refused
  const { kind } = await findChannel(ctx, channelId)
  const code = cleanLine(refused.code)
  const category = refused.category ?? failureCategory(kind, code)
  const wait = waitBeforeRetry({ ...refused, category }, refused.chance)
  if (wait === null) return fail(ctx, { ...refused, code, category })
  const nextTryAt = ctx.now.add({ milliseconds: wait }).toString()
  const { rows } = await sql`update inbox.messages set status = 'queued'
    where org_id = ${ctx.orgId} and id = ${messageId} and status = 'sending' returning 1`.execute(ctx.tx)
  if (rows.length === 0) return
  await sql`update inbox.outgoing set next_try_at = ${nextTryAt}
    where org_id = ${ctx.orgId} and message_id = ${messageId}`.execute(ctx.tx)
  if (stopsChannel(category, code)) {
    await sql`update inbox.channel_pace set paused_until = greatest(paused_until, ${nextTryAt}::timestamptz)
      where org_id = ${ctx.orgId} and channel_id = ${channelId}`.execute(ctx.tx)
  }
  if (category === 'auth') await noteFault(ctx, channelId, refused.title)
  await enqueueSend(ctx, channelId, `again:${conversationId}`, nextTryAt)
}

async function fail(
  ctx: CommandContext,
  refused: RefusedMessage & { category: FailureCategory },
): Promise<void> {
  const { channelId, messageId, conversationId, code, category } = refused
  const title = cleanLine(refused.title)
  const at = ctx.now.toString({ smallestUnit: 'millisecond' })
  const { rows } = await sql`
    update inbox.messages set status = 'failed', failed_at = ${at}, failure_code = ${code}, failure_title = ${title},
      failure_category = ${category}
    where org_id = ${ctx.orgId} and id = ${messageId} and status = 'sending' returning 1`.execute(ctx.tx)
  await sql`delete from inbox.outgoing where org_id = ${ctx.orgId} and message_id = ${messageId}`.execute(
    ctx.tx,
  )
  if (rows.length === 0) return
  await noteFailures(ctx, [{ messageId, conversationId, channelId, at, code, title, category }])
  if (category === 'auth') await noteFault(ctx, channelId, refused.title)
  await publish(
    ctx,
    deliveriesChanged({ messages: [{ messageId, conversationId, status: 'failed', category }] }),
  )
}

/** A fault of the channel itself stands on its page; told once until it is another. */
export async function noteFault(ctx: CommandContext, channelId: string, words: string): Promise<void> {
  const now = ctx.now.toString()
  const line = cleanLine(words)
  const { rows } = await sql<{ kind: string; isNew: boolean }>`
    with before as (select id, last_error, last_error_at from inbox.channels
      where org_id = ${ctx.orgId} and id = ${channelId} for update)
    update inbox.channels c set last_error = ${line}, last_error_at = ${now} from before b
    where c.org_id = ${ctx.orgId} and c.id = b.id
    returning c.kind, b.last_error is distinct from ${line}
      or b.last_error_at < ${ctx.now.subtract({ hours: 1 }).toString()} as "isNew"`.execute(ctx.tx)
  if (rows[0]?.isNew) await publish(ctx, channelChanged({ channelId, kind: rows[0].kind, change: 'fault' }))
}

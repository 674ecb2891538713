import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { decodeCursor, encodeCursor } from '#values/cursor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract/conversations.ts'
import type { Message } from '../contract/conversations.ts'
import { inboxTables } from '../tables.ts'
import { selectMessages } from './message-row.ts'

/** Messages before the ones already shown, oldest first. */
export async function listMessagesOf(
  ctx: QueryContext,
  { conversationId, cursor, limit }: Input<typeof contract.listMessagesOf>,
): Promise<Output<typeof contract.listMessagesOf>> {
  permit(ctx, 'message.view')
  const mark = decodeCursor(cursor, 2)
  const [page, known] = await Promise.all([
    readMessagePage(ctx, conversationId, limit, mark),
    inboxTables(ctx.tx)
      .selectFrom('conversations')
      .select('id')
      .where('org_id', '=', ctx.orgId)
      .where('id', '=', conversationId)
      .executeTakeFirst(),
  ])
  if (!known) throw new AppError('inbox.conversation_not_found')
  return page
}

/** The latest messages before a mark (of all, without one), oldest first, and where to read on towards the past. */
export async function readMessagePage(
  ctx: QueryContext,
  conversationId: string,
  limit: number,
  mark: string[] | null = null,
): Promise<{ items: Message[]; olderCursor?: string }> {
  const before: RawBuilder<unknown> = mark
    ? sql`and (m.created_at, m.id) < (${mark[0]}::timestamptz, ${mark[1]}::uuid)`
    : sql``
  const rows = await selectMessages(
    ctx,
    sql`m.conversation_id = ${conversationId} ${before}`,
    sql`order by m.created_at desc, m.id desc limit ${limit + 1}`,
  )
  const page = rows.slice(0, limit)
  const oldest = page.at(-1)
  return {
    items: page.reverse().map(({ exactAt: _, ...message }) => message),
    ...(rows.length > limit && oldest && { olderCursor: encodeCursor([oldest.exactAt, oldest.id]) }),
  }
}

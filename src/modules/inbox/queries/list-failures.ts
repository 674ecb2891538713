import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { decodeCursor, encodeCursor } from '#values/cursor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type * as contract from '../contract/channels.ts'
import type { Failure } from '../contract/channels.ts'
import type { FailureCategory } from '../contract/words.ts'
import { failureWords } from '../domain/failure-words.ts'
import { previewOf } from '../domain/preview.ts'
import { addressOf } from './conversation-row.ts'

type Row = Omit<Failure, 'advice' | 'preview'> & { body: string; exactAt: string }

/** Messages that could not be delivered, newest first, with what may help (INBX-021). Two statements. */
export async function listFailures(
  ctx: QueryContext,
  input: Input<typeof contract.listFailures>,
): Promise<Output<typeof contract.listFailures>> {
  permit(ctx, 'message.view')
  const mark = decodeCursor(input.cursor, 2)
  const filter = sql`f.org_id = ${ctx.orgId}
    and (${input.channelId ?? null}::uuid is null or f.channel_id = ${input.channelId ?? null}::uuid)
    and (${input.state} = 'all' or f.handled_at is null)`
  const ofCategory = sql`(${input.category ?? null}::text is null or f.category = ${input.category ?? null}::text)`
  const beyond = mark
    ? sql`and (f.failed_at, f.message_id) < (${mark[0]}::timestamptz, ${mark[1]}::uuid)`
    : sql``
  const [{ rows }, { rows: counts }] = await Promise.all([
    sql<Row>`
      select f.message_id as "messageId", f.conversation_id as "conversationId", c.number as "conversationNumber",
        p.name as "contactName", ${addressOf} as "contactAddress", f.channel_id as "channelId", ch.name as "channelName",
        ch.kind as "channelKind", m.kind, m.body, f.failed_at as "failedAt", f.failed_at::text as "exactAt", f.code,
        f.title, f.category, f.handled_at as "handledAt", f.handled_how as "handledHow",
        m.status = 'failed' as "canRetry"
      from inbox.failures f
      join inbox.messages m on m.org_id = f.org_id and m.id = f.message_id
      join inbox.conversations c on c.org_id = f.org_id and c.id = f.conversation_id
      join inbox.contacts p on p.org_id = c.org_id and p.id = c.contact_id
      join inbox.channels ch on ch.org_id = f.org_id and ch.id = f.channel_id
      where ${filter} and ${ofCategory} ${beyond}
      order by f.failed_at desc, f.message_id desc limit ${input.limit + 1}`.execute(ctx.tx),
    sql<{ category: FailureCategory; count: number }>`
      select f.category, count(*)::int as count from inbox.failures f where ${filter}
      group by f.category order by count(*) desc, f.category`.execute(ctx.tx),
  ])
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  const wanted = counts.filter(({ category }) => !input.category || category === input.category)
  return {
    items: page.map(toFailure),
    total: wanted.reduce((sum, { count }) => sum + count, 0),
    ...(rows.length > page.length && last && { nextCursor: encodeCursor([last.exactAt, last.messageId]) }),
    counts,
  }
}

function toFailure({ body, exactAt: _, ...row }: Row): Failure {
  return { ...row, preview: previewOf(row.kind, body), advice: failureWords[row.category].advice }
}

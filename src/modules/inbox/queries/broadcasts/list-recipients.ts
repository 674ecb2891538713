import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { decodeCursor, encodeCursor } from '#values/cursor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type { listRecipients as contract } from '../../contract/broadcasts.ts'
import { readBroadcast } from './broadcast-row.ts'

type Filter = Input<typeof contract>
type Recipient = Output<typeof contract>['items'][number]

/** Conditions over recipients `r` and their messages `m`. */
const conditions: Record<Filter['state'], ReturnType<typeof sql>> = {
  all: sql`true`,
  waiting: sql`r.state = 'waiting'`,
  skipped: sql`r.state = 'skipped'`,
  sent: sql`m.sent_at is not null`,
  delivered: sql`m.delivered_at is not null`,
  read: sql`m.read_at is not null`,
  failed: sql`m.status = 'failed'`,
}

/** What became of each recipient, in the order of the list. */
export async function listRecipients(ctx: QueryContext, input: Filter): Promise<Output<typeof contract>> {
  permit(ctx, 'message.view')
  await readBroadcast(ctx, input.broadcastId)
  const mark = decodeCursor(input.cursor, 1)
  const matching = sql`from inbox.broadcast_recipients r
    left join inbox.messages m on m.org_id = r.org_id and m.id = r.message_id
    where r.org_id = ${ctx.orgId} and r.broadcast_id = ${input.broadcastId} and ${conditions[input.state]}`
  const [{ rows }, { rows: counted }] = await Promise.all([
    sql<Recipient>`
      select r.id, r.name, r.address, r.client_id as "clientId", m.conversation_id as "conversationId",
        coalesce(m.status, r.state) as status, coalesce(m.failure_title, r.reason) as reason,
        m.failure_category as category, m.sent_at as "sentAt"
      ${matching} and ${mark ? sql`r.id > ${mark[0]}::uuid` : sql`true`}
      order by r.id limit ${input.limit + 1}`.execute(ctx.tx),
    sql<{ total: number }>`select count(*)::int as total ${matching}`.execute(ctx.tx),
  ])
  const items = rows.slice(0, input.limit)
  const last = items.at(-1)
  return {
    items,
    total: counted[0]!.total,
    ...(rows.length > input.limit && last && { nextCursor: encodeCursor([last.id]) }),
  }
}

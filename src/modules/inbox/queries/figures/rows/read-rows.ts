import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { decodeCursor, encodeCursor } from '#values/cursor.ts'
import { businessFacts } from './business.ts'
import { conversationFacts } from './conversations.ts'
import { messageFacts } from './messages.ts'
import type { FactsInput, FactsSelect } from './source.ts'

const facts = { ...conversationFacts, ...messageFacts, ...businessFacts }

/** The facts behind a figure, by its key; times in business hours end in `_open`. */
export type FactsKey = keyof typeof facts

/** A fact behind a figure. */
export interface FigureFact {
  id: string
  at: string
  agentId: string | null
  channelName: string | null
  conversationId: string | null
  conversationNumber: number | null
  contactName: string | null
  /** What it is, where it is not the conversation itself. */
  title: string | null
  detail: string
  value: number | null
}

export interface FigureFacts {
  rows: FigureFact[]
  /** Over all facts, not only this page. */
  count: number
  sum: number | null
  /** The values at half and nine tenths, exactly. */
  p50: number | null
  p90: number | null
  nextCursor?: string
}

/** A page of the facts behind a figure, newest first, with their totals. Their conditions are those of the figure. */
export async function readFigureFacts(
  ctx: QueryContext,
  input: FactsInput & { key: FactsKey; cursor?: string; limit: number },
): Promise<FigureFacts> {
  permit(ctx, 'figures.view')
  const select = (facts[input.key] as FactsSelect)(ctx, input)
  const mark = decodeCursor(input.cursor, 2)
  const beyond = mark ? sql`where (f.at, f.id) < (${mark[0]}::timestamptz, ${mark[1]}::uuid)` : sql``
  const [page, totals] = await Promise.all([
    sql<FigureFact & { key: string }>`
      with page as (select * from (${select}) f ${beyond} order by f.at desc, f.id desc limit ${input.limit + 1})
      select p.id, p.at, p.at::text as key, p.agent_id as "agentId", o.name as "channelName",
             p.conversation_id as "conversationId", c.number as "conversationNumber",
             coalesce(m.name, k.name) as "contactName", p.title, p.detail, p.value::float8 as value
      from page p
      left join inbox.channels o on o.org_id = ${ctx.orgId} and o.id = p.channel_id
      left join inbox.conversations c on c.org_id = ${ctx.orgId} and c.id = p.conversation_id
      left join inbox.contacts k on k.org_id = ${ctx.orgId} and k.id = c.contact_id
      left join inbox.contacts m on m.org_id = ${ctx.orgId} and m.id = k.merged_into
      order by p.at desc, p.id desc`.execute(ctx.tx),
    sql<Omit<FigureFacts, 'rows'>>`
      select count(*) as count, sum(value)::float8 as sum,
             (percentile_disc(0.5) within group (order by value))::float8 as p50,
             (percentile_disc(0.9) within group (order by value))::float8 as p90
      from (${select}) f`.execute(ctx.tx),
  ])
  const rows = page.rows.slice(0, input.limit)
  const last = rows.at(-1)
  return {
    ...totals.rows[0]!,
    rows: rows.map(({ key: _, ...row }) => row),
    ...(page.rows.length > input.limit && last && { nextCursor: encodeCursor([last.key, last.id]) }),
  }
}

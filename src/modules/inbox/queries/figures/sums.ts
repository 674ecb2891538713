import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { chosen, each, type FigureFilter, fromParts, partsOf, type Span } from './filter.ts'

/** What is kept as plain sums: the table by day, whether there is one by month, and the sums. */
const sources = {
  conversations: {
    table: 'inbox.conversations',
    hasMonths: true,
    sums: [
      ...(['opened', 'resolved', 'sla_met', 'sla_breached', 'by_bot', 'by_agent', 'by_both'] as const),
      ...(['closed', 'back'] as const),
    ],
  },
  replies: {
    table: 'inbox.replies',
    hasMonths: true,
    sums: [
      ...(['n', 'wait_ms', 'wait_open_ms', 'promised', 'within', 'first_n', 'first_wait_ms'] as const),
      ...(['first_wait_open_ms', 'any_n', 'any_wait_ms', 'any_wait_open_ms'] as const),
    ],
  },
  messages: {
    table: 'inbox.messages',
    hasMonths: false,
    sums: [
      ...([
        'incoming',
        'outgoing',
        'waiting',
        'sent',
        'delivered',
        'read',
        'failed',
        'price_amount',
      ] as const),
      ...(['auto_sent', 'auto_failed'] as const),
    ],
  },
  resolutions: {
    table: 'inbox.resolutions',
    hasMonths: false,
    sums: ['n', 'took_ms', 'took_open_ms', 'reopened'],
  },
  ratings: {
    table: 'inbox.ratings',
    hasMonths: true,
    sums: ['n', 'score', 'bot_n', 'bot_score', 'human_n', 'human_score'],
  },
  time: { table: 'inbox.agent_time', hasMonths: true, sums: ['online_ms', 'busy_ms', 'away_ms'] },
  bot: { table: 'inbox.bot', hasMonths: true, sums: ['sessions', 'solved', 'escalated', 'dropped'] },
  failures: { table: 'inbox.failures', hasMonths: true, sums: ['n'] },
  conversions: { table: 'inbox.conversions', hasMonths: false, sums: ['leads', 'bookings', 'amount'] },
  tickets: { table: 'inbox.tickets', hasMonths: false, sums: ['created', 'resolved'] },
  customers: { table: 'inbox.contacts', hasMonths: false, sums: ['fresh', 'back'] },
} as const

export type FigureSource = keyof typeof sources
export type FigureSums<S extends FigureSource> = Record<(typeof sources)[S]['sums'][number], number>
/** What sums may be told apart by; which of them a source knows, its table says. */
export type FigureKey =
  | 'day'
  | 'agent_id'
  | 'channel_id'
  | 'intent'
  | 'reason'
  | 'category'
  | 'code'
  | 'title'

export interface SumsInput<S extends FigureSource, K extends FigureKey> {
  source: S
  filter: FigureFilter
  span: Span
  /** Nothing: one row of sums, or none when there is not a single fact. */
  by: readonly K[]
}

/** Talks with the bot are kept in all, by intent and by reason. */
const talksBy = (keys: readonly FigureKey[]) =>
  keys.includes('intent') ? 'intent' : keys.includes('reason') ? 'reason' : 'all'

/**
 * Sums of facts of a period under a filter, from the kept figures: one statement over few rows. Told apart by person,
 * `agent_id` is a member or `nobody`. Needs the permission to see figures; who may see whom is the caller's to settle.
 */
export async function readFigureSums<S extends FigureSource, K extends FigureKey = never>(
  ctx: QueryContext,
  { source, filter, span, by }: SumsInput<S, K>,
): Promise<(Record<K, string> & FigureSums<S>)[]> {
  permit(ctx, 'figures.view')
  const { table, hasMonths, sums } = sources[source]
  const keys = by as readonly FigureKey[]
  const parts = hasMonths && !keys.includes('day') ? await partsOf(ctx, span) : { months: [], days: [span] }
  const columns = sql.join([...keys, ...sums].map((name) => sql.ref(name)))
  const under = sql`org_id = ${ctx.orgId}
    and ${(keys.includes('channel_id') ? each : chosen)('channel_id', source === 'time' ? null : filter.channels)}
    and ${(keys.includes('agent_id') ? each : chosen)('agent_id', filter.agents)}
    and ${source === 'bot' ? sql`kind = ${talksBy(keys)}` : sql`true`}`
  const { rows } = await sql<Record<K, string> & FigureSums<S>>`
    select ${sql.join([
      ...keys.map((key) => sql.ref(key)),
      ...sums.map((name) => sql`sum(${sql.ref(name)}) as ${sql.ref(name)}`),
    ])}
    from (${fromParts(table, columns, parts, under)}) facts
    ${keys.length > 0 ? sql`group by ${sql.join(keys.map((key) => sql.ref(key)))}` : sql`having count(*) > 0`}`.execute(
    ctx.tx,
  )
  return rows
}

import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import type { FigureFilter } from '../filter.ts'

/** Which facts are wanted: under a filter, between two instants, and of one part (an intent, a priority) only. */
export interface FactsInput {
  filter: FigureFilter
  /** The period's first instant, and the first after it. */
  from: string
  to: string
  /** The organisation's zone, for parts by hour. */
  zone: string
  part?: string
  /** What some rows count for, where it is not in the facts: seconds saved by one conversation. */
  each?: number
}

/**
 * A select of facts with the columns id, at, agent_id, channel_id, conversation_id, value, title (null: the
 * conversation's), detail. The conditions are those of the rollup behind the same figure.
 */
export type FactsSelect = (ctx: QueryContext, input: FactsInput) => RawBuilder<unknown>

/** A column of facts under the filter. */
export const among = (column: string, ids: readonly string[] | null) =>
  ids === null ? sql<boolean>`true` : sql<boolean>`${sql.ref(column)} = any(${ids}::uuid[])`

/** An instant of the period. */
export const during = (column: string, { from, to }: FactsInput) =>
  sql<boolean>`${sql.ref(column)} >= ${from} and ${sql.ref(column)} < ${to}`

/** One part of the facts, when one was asked for. */
export const partIs = (expression: RawBuilder<unknown>, part: string | undefined) =>
  part === undefined ? sql<boolean>`true` : sql<boolean>`${expression} = ${part}`

/** An id as text that came from outside; nothing has it when it is no id. */
export const idOf = (text: string | undefined) =>
  text !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
    ? text
    : '00000000-0000-0000-0000-000000000000'

export const one = sql.raw('1::numeric')
export const none = sql.raw('null::text')

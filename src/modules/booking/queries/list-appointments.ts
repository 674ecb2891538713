import { type RawBuilder, sql } from 'kysely'
import { getOrganization } from '#modules/identity/public.ts'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { decodeCursor, encodeCursor } from '#values/cursor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { addDays, startOfDay } from '#values/zone.ts'
import type * as contract from '../contract.ts'
import type { AppointmentFilter } from '../contract.ts'
import { listed } from '../domain/status.ts'
import { bookingTables } from '../tables.ts'
import { selectAppointments, toAppointments } from './appointment-rows.ts'
import { visibleAppointments } from './visible.ts'

const SORTS = {
  startsAt: 'a.starts_at',
  createdAt: 'a.created_at',
  price: 'a.price_amount',
  customer: `lower(coalesce(a.customer_name, ''))`,
} as const

const BY = { start: 'a.starts_at', created: 'a.created_at', cancelled: 'a.cancelled_at' } as const
const SEARCH_LIMIT = 2_000

/** A page of visits by filter and sort, with the number and the sums of all that match. Two statements, whatever the page. */
export async function listAppointments(
  ctx: QueryContext,
  input: Input<typeof contract.listAppointments>,
): Promise<Output<typeof contract.listAppointments>> {
  permit(ctx, 'booking.view')
  const { zone, currency } = await getOrganization(ctx)
  const { column, direction } = sortOf(input.sort)
  const [rows, totals] = await Promise.all([
    selectAppointments(ctx)
      .where(matching(ctx, input, zone))
      .select(sql<string>`${sql.raw(column)}::text`.as('sort_key'))
      .$if(input.cursor !== undefined, (query) => query.where(after(input.cursor!, column, direction)))
      .orderBy(sql.raw(column), direction)
      .orderBy('a.id', direction)
      .limit(input.limit + 1)
      .execute(),
    sumsOf(ctx, input, zone),
  ])
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  return {
    items: await toAppointments(ctx, page),
    total: totals.count,
    sums: { price: totals.price, paid: totals.paid, currency },
    ...(rows.length > input.limit && last && { nextCursor: encodeCursor([last.sort_key, last.id]) }),
  }
}

async function sumsOf(ctx: QueryContext, filter: AppointmentFilter, zone: string) {
  return bookingTables(ctx.tx)
    .selectFrom('appointments as a')
    .where('a.org_id', '=', ctx.orgId)
    .where(matching(ctx, filter, zone))
    .select([
      sql<number>`count(*)::int`.as('count'),
      sql<number>`coalesce(sum(a.price_amount), 0)::bigint`.as('price'),
      sql<number>`coalesce(sum(a.paid_amount - a.refunded_amount), 0)::bigint`.as('paid'),
    ])
    .executeTakeFirstOrThrow()
}

/** The ids of all visits that match, for bulk changes; refuses more than `most`. */
export async function matchingIds(
  ctx: QueryContext,
  filter: AppointmentFilter,
  most: number,
): Promise<string[]> {
  const { zone } = await getOrganization(ctx)
  const rows = await bookingTables(ctx.tx)
    .selectFrom('appointments as a')
    .where('a.org_id', '=', ctx.orgId)
    .where(matching(ctx, filter, zone))
    .select('a.id')
    .orderBy('a.starts_at')
    .limit(most)
    .execute()
  return rows.map(({ id }) => id)
}

/** The shared filter and what the actor may see, as one condition over `appointments as a`. */
export function matching(ctx: QueryContext, filter: AppointmentFilter, zone: string): RawBuilder<boolean> {
  const at = sql.ref(BY[filter.by])
  const from = filter.from ?? (filter.fromDay && startOfDay(zone, filter.fromDay))
  const to = filter.to ?? (filter.toDay && startOfDay(zone, addDays(filter.toDay, 1)))
  const status = filter.status?.filter((one) => listed.includes(one))
  const oneOf = (column: string, type: 'uuid' | 'text', values: readonly string[] | undefined) =>
    values?.length ? sql`${sql.ref(column)} = any(${values}::${sql.raw(type)}[])` : undefined
  const needle = filter.q?.trim().replace(/[\\%_]/g, '\\$&')
  const conditions = [
    visibleAppointments(ctx),
    sql`a.status = any(${status?.length ? status : [...listed]}::text[])`,
    from && sql`${at} >= ${from}`,
    to && sql`${at} < ${to}`,
    oneOf('a.staff_id', 'uuid', filter.staffId),
    oneOf('a.service_id', 'uuid', filter.serviceId),
    oneOf('a.payment_status', 'text', filter.paymentStatus),
    oneOf('a.source', 'text', filter.source),
    filter.clientId && sql`a.client_id = ${filter.clientId}`,
    needle && sql`a.id in (select booking.search_appointments(${ctx.orgId}, ${needle}, ${SEARCH_LIMIT}))`,
  ]
  return sql<boolean>`${sql.join(
    conditions.filter((condition) => condition !== undefined && condition !== ''),
    sql` and `,
  )}`
}

function sortOf(sort: string): { column: string; direction: 'asc' | 'desc' } {
  const name = sort.replace(/^-/, '') as keyof typeof SORTS
  return { column: SORTS[name], direction: sort.startsWith('-') ? 'desc' : 'asc' }
}

function after(cursor: string, column: string, direction: 'asc' | 'desc') {
  const [value, id] = decodeCursor(cursor, 2)!
  const type = column.includes('_at') ? 'timestamptz' : column.includes('amount') ? 'bigint' : 'text'
  const operator = sql.raw(direction === 'desc' ? '<' : '>')
  return sql<boolean>`(${sql.raw(column)}, a.id) ${operator} (${value}::${sql.raw(type)}, ${id}::uuid)`
}

import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { decodeCursor, encodeCursor } from '#values/cursor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract.ts'
import type { Payment } from '../contract.ts'
import { selectPayments, toPayments } from './payment-rows.ts'

/** A page of payments, newest first, and how many there are. */
export async function listPayments(
  ctx: QueryContext,
  input: Input<typeof contract.listPayments>,
): Promise<Output<typeof contract.listPayments>> {
  permit(ctx, 'payment.view')
  const matching = selectPayments(ctx)
    .$if(input.subjectId !== undefined, (query) => query.where('p.subject_id', '=', input.subjectId!))
    .$if(input.clientId !== undefined, (query) => query.where('p.client_id', '=', input.clientId!))
    .$if(input.method !== undefined, (query) => query.where('p.method', '=', input.method!))
    .$if(input.status !== undefined, (query) => query.where('p.status', '=', input.status!))
    .$if(input.from !== undefined, (query) => query.where('p.created_at', '>=', input.from!))
    .$if(input.to !== undefined, (query) => query.where('p.created_at', '<', input.to!))
  const cursor = decodeCursor(input.cursor, 2)
  const [rows, counted] = await Promise.all([
    matching
      // The text keeps the microseconds that a JavaScript date would lose.
      .select(sql<string>`p.created_at::text`.as('cursor_at'))
      .$if(cursor !== null, (query) =>
        query.where(sql<boolean>`(p.created_at, p.id) < (${cursor?.[0]}::timestamptz, ${cursor?.[1]}::uuid)`),
      )
      .orderBy('p.created_at', 'desc')
      .orderBy('p.id', 'desc')
      .limit(input.limit + 1)
      .execute(),
    matching.clearSelect().select(sql<number>`count(*)::int`.as('count')).executeTakeFirstOrThrow(),
  ])
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  return {
    items: await toPayments(ctx, page),
    total: counted.count,
    ...(rows.length > input.limit && last && { nextCursor: encodeCursor([last.cursor_at, last.id]) }),
  }
}

/** One payment; `payments.payment_not_found` otherwise. */
export async function getPayment(ctx: QueryContext, input: { paymentId: string }): Promise<Payment> {
  permit(ctx, 'payment.view')
  return readPayment(ctx, input.paymentId)
}

/** One payment, for commands that asked for their own permission. */
export async function readPayment(ctx: QueryContext, paymentId: string): Promise<Payment> {
  const [payment] = await toPayments(ctx, await selectPayments(ctx).where('p.id', '=', paymentId).execute())
  if (!payment) throw new AppError('payments.payment_not_found')
  return payment
}

/** Payments of one subject, oldest first. Asks no permission: the subject's own module does. */
export async function listPaymentsOf(ctx: QueryContext, subjectId: string): Promise<Payment[]> {
  const rows = await selectPayments(ctx)
    .where('p.subject_id', '=', subjectId)
    .orderBy('p.created_at')
    .execute()
  return toPayments(ctx, rows)
}

/** What was received for a subject and what of it was given back, minor units. */
export async function sumPaymentsOf(
  ctx: QueryContext,
  subjectId: string,
): Promise<{ paid: number; refunded: number }> {
  return selectPayments(ctx)
    .where('p.subject_id', '=', subjectId)
    .where('p.status', '=', 'succeeded')
    .clearSelect()
    .select([
      sql<number>`coalesce(sum(p.amount), 0)::bigint`.as('paid'),
      sql<number>`coalesce(sum(p.refunded_amount), 0)::bigint`.as('refunded'),
    ])
    .executeTakeFirstOrThrow()
}

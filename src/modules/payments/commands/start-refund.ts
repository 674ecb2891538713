import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { AppError } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import { shareRefund } from '../domain/share-refund.ts'
import { paymentsTables } from '../tables.ts'

/** A refund that has been noted and is to be carried out. */
export interface StartedRefund {
  id: string
  paymentId: string
  amount: number
  currency: string
  status: 'pending' | 'succeeded' | 'failed'
  gateway: 'sandbox' | 'office'
  gatewayRef: string | null
}

interface Request {
  /** Minor units; everything that is left when missing. */
  amount?: number | undefined
  reason: string
  /** Asking twice with the same key gives back once. */
  requestKey: string
}

/** Notes a refund before the money moves. Throws `payments.not_refundable` or `payments.refund_too_large`. */
export async function startRefund(
  ctx: CommandContext,
  input: Request & { paymentId: string },
): Promise<StartedRefund> {
  permit(ctx, 'payment.refund')
  const [payment] = await lockPayments(ctx, 'id', input.paymentId)
  if (!payment) throw new AppError('payments.payment_not_found')
  const [earlier] = await startedBefore(ctx, [payment.id], input.requestKey)
  if (earlier) return earlier
  if (payment.status !== 'succeeded') throw new AppError('payments.not_refundable')
  const amount = input.amount ?? payment.left
  if (amount > payment.left || amount === 0)
    throw new AppError('payments.refund_too_large', { left: payment.left })
  return insertRefund(ctx, payment, amount, input)
}

/** Notes the refunds of what a subject's payments give back together: at most what is left of them. */
export async function startRefundsOf(
  ctx: CommandContext,
  input: Request & { subjectId: string; amount: number },
): Promise<StartedRefund[]> {
  permit(ctx, 'payment.refund')
  const payments = await lockPayments(ctx, 'subject_id', input.subjectId)
  const ids = payments.map(({ id }) => id)
  const earlier = await startedBefore(ctx, ids, input.requestKey)
  if (earlier.length > 0) return earlier
  const received = payments.filter(({ status }) => status === 'succeeded')
  const started: StartedRefund[] = []
  for (const { id, amount } of shareRefund(received, input.amount)) {
    started.push(await insertRefund(ctx, received.find((payment) => payment.id === id)!, amount, input))
  }
  return started
}

interface LockedPayment {
  id: string
  status: string
  method: 'card' | 'cash' | 'bank_transfer'
  currency: string
  gateway: 'sandbox' | 'office'
  gatewayRef: string | null
  left: number
}

/** Payments, newest first, locked: two refunds at once see each other. */
async function lockPayments(
  ctx: CommandContext,
  column: 'id' | 'subject_id',
  value: string,
): Promise<LockedPayment[]> {
  await sql`select from payments.payments p
    where p.org_id = ${ctx.orgId} and ${sql.ref(`p.${column}`)} = ${value} order by p.id for update`.execute(
    ctx.tx,
  )
  const { rows } = await sql<LockedPayment>`
    select p.id, p.status, p.method, p.currency, p.gateway, p.gateway_ref as "gatewayRef",
           (p.amount - p.refunded_amount - coalesce((select sum(r.amount) from payments.refunds r
              where r.org_id = ${ctx.orgId} and r.payment_id = p.id and r.status = 'pending'), 0))::bigint as "left"
    from payments.payments p
    where p.org_id = ${ctx.orgId} and ${sql.ref(`p.${column}`)} = ${value}
    order by p.created_at desc, p.id desc`.execute(ctx.tx)
  return rows
}

async function startedBefore(
  ctx: CommandContext,
  paymentIds: string[],
  requestKey: string,
): Promise<StartedRefund[]> {
  if (paymentIds.length === 0) return []
  const { rows } = await sql<StartedRefund>`
    select r.id, r.payment_id as "paymentId", r.amount, p.currency, r.status, p.gateway, p.gateway_ref as "gatewayRef"
    from payments.refunds r
    join payments.payments p on p.org_id = ${ctx.orgId} and p.id = r.payment_id
    where r.org_id = ${ctx.orgId} and r.payment_id = any(${paymentIds}::uuid[]) and r.request_key = ${requestKey}`.execute(
    ctx.tx,
  )
  return rows
}

async function insertRefund(
  ctx: CommandContext,
  payment: LockedPayment,
  amount: number,
  { reason, requestKey }: Request,
): Promise<StartedRefund> {
  const id = newId()
  await paymentsTables(ctx.tx)
    .insertInto('refunds')
    .values({
      org_id: ctx.orgId,
      id,
      payment_id: payment.id,
      amount,
      reason,
      status: 'pending',
      request_key: requestKey,
      created_at: ctx.now.toString(),
    })
    .execute()
  const { currency, gateway, gatewayRef } = payment
  return { id, paymentId: payment.id, amount, currency, status: 'pending', gateway, gatewayRef }
}

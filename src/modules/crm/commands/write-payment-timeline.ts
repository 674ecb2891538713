import type {
  PaymentFacts,
  paymentFailed,
  paymentSucceeded,
  refundFailed,
  refundSucceeded,
} from '#modules/payments/events.ts'
import type { CommandContext } from '#platform/context.ts'
import type { EventKind, EventRecord } from '#values/event.ts'
import { type EntryWords, methodWords } from '../domain/visit-words.ts'
import { crmTables } from '../tables.ts'
import { insertEntry } from './insert-entry.ts'

type Told<K> = K extends EventKind<infer P> ? EventRecord<P> : never

/** Money came in. */
export const writePaymentReceived = (ctx: CommandContext, event: Told<typeof paymentSucceeded>) =>
  writePayment(ctx, event, {
    title: 'Paid',
    detail: methodWords(event.payload),
    amount: event.payload.amount,
  })

/** A card was refused; nothing was charged. */
export const writePaymentRefused = (ctx: CommandContext, event: Told<typeof paymentFailed>) =>
  writePayment(ctx, event, {
    title: 'Payment refused',
    detail: `${methodWords(event.payload)}: ${event.payload.reason}`,
    amount: null,
  })

/** Money went back. */
export const writeRefundDone = (ctx: CommandContext, event: Told<typeof refundSucceeded>) =>
  writePayment(ctx, event, {
    title: 'Refunded',
    detail: `${methodWords(event.payload)}: ${event.payload.reason}`,
    amount: -event.payload.refund,
  })

/** Money could not go back: somebody must look. */
export const writeRefundFailed = (ctx: CommandContext, event: Told<typeof refundFailed>) =>
  writePayment(ctx, event, {
    title: 'Refund failed',
    detail: `${methodWords(event.payload)}: ${event.payload.reason}`,
    amount: null,
  })

async function writePayment(
  ctx: CommandContext,
  event: { occurredAt: string; actor: string; payload: PaymentFacts },
  words: EntryWords,
): Promise<void> {
  const { payload: payment, occurredAt: at, actor } = event
  const clientId = await clientOf(ctx, payment)
  if (!clientId) return
  await insertEntry(ctx, {
    ...words,
    clientId,
    kind: 'payment',
    at,
    currency: payment.currency,
    actor,
    refType: 'payment',
    refId: payment.paymentId,
  })
}

/** The payment's own client, or the one of its visit; null when neither is known or the client is gone. */
async function clientOf(ctx: CommandContext, payment: PaymentFacts): Promise<string | null> {
  const tables = crmTables(ctx.tx)
  const row = payment.clientId
    ? await tables
        .selectFrom('clients')
        .select('id as clientId')
        .where('org_id', '=', ctx.orgId)
        .where('id', '=', payment.clientId)
        .executeTakeFirst()
    : await tables
        .selectFrom('visits')
        .select('client_id as clientId')
        .where('org_id', '=', ctx.orgId)
        .where('id', '=', payment.subjectId)
        .executeTakeFirst()
  return row?.clientId ?? null
}

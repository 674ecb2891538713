// Generated from the migrated database by `frontdesk tables`; do not edit.
import type { Generated, Kysely } from 'kysely'
import type { Tx } from '#platform/db.ts'

export interface PaymentsTable {
  org_id: string
  id: string
  subject_type: 'appointment'
  subject_id: string
  client_id: string | null
  amount: number
  currency: string
  method: 'card' | 'cash' | 'bank_transfer'
  gateway: 'sandbox' | 'office'
  gateway_ref: string | null
  card_brand: string | null
  card_last4: string | null
  status: 'pending' | 'needs_action' | 'succeeded' | 'failed'
  failure_reason: string | null
  refunded_amount: Generated<number>
  created_at: string
  settled_at: string | null
}

export interface RefundsTable {
  org_id: string
  id: string
  payment_id: string
  amount: number
  reason: string
  status: 'pending' | 'succeeded' | 'failed'
  gateway_ref: string | null
  failure_reason: string | null
  request_key: string
  created_at: string
  settled_at: string | null
}

export interface PaymentsTables {
  payments: PaymentsTable
  refunds: RefundsTable
}

/** The transaction, narrowed to the tables of schema `payments`. */
export function paymentsTables(tx: Tx): Kysely<PaymentsTables> {
  return tx.withSchema('payments')
}

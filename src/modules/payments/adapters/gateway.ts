import type { Card, ChargeAnswer, RefundAnswer } from '../contract.ts'

/**
 * A service that takes cards. Every call carries a key: the same key never moves money twice and gets the same
 * answer. Throws when the service cannot be reached; then nothing is known, and the call is repeated.
 */
export interface PaymentGateway {
  readonly name: 'sandbox'
  /** Amounts in minor units; `today` is the local day, for expiry. */
  charge(request: {
    idempotencyKey: string
    amount: number
    currency: string
    card: Card
    today: string
    description: string
  }): Promise<ChargeAnswer>
  confirm(request: { idempotencyKey: string; ref: string; approve: boolean }): Promise<ChargeAnswer>
  refund(request: {
    idempotencyKey: string
    ref: string
    amount: number
    currency: string
  }): Promise<RefundAnswer>
}

declare module '#platform/context.ts' {
  interface Adapters {
    paymentGateway: PaymentGateway
  }
}

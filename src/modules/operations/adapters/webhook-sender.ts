/** What goes to a receiver in one try. */
export interface WebhookMessage {
  url: string
  /** The same on every try of the same message. */
  id: string
  /** Seconds since 1970 at which this try is made; receivers refuse old ones. */
  timestamp: number
  /** The signing secret, `whsec_…`. */
  secret: string
  body: string
}

/** How a try went. It never throws: a receiver that is down is an outcome, not a fault. */
export interface WebhookAnswer {
  /** The HTTP status, or null when no answer came. */
  status: number | null
  ms: number
  /** In words, when no answer came. */
  error: string | null
  /** The beginning of the answer's text. */
  response: string | null
  /** Seconds the receiver asked us to wait. */
  retryAfter?: number
}

/** Delivers signed messages to the addresses that people entered. */
export interface WebhookSender {
  send(message: WebhookMessage): Promise<WebhookAnswer>
}

declare module '#platform/context.ts' {
  interface Adapters {
    webhooks: WebhookSender
  }
}

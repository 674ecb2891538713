import { signedHeaders } from './standard-webhooks.ts'
import type { WebhookSender } from './webhook-sender.ts'

/** A message as a receiver sees it. */
export interface ReceivedMessage {
  url: string
  headers: Record<string, string>
  body: string
}

/** What a receiver of the fake does: answers, stays silent, or cannot be reached. */
export type FakeReceiver = (
  message: ReceivedMessage,
) => { status: number; body?: string; retryAfter?: number } | 'silent' | 'refused'

/** A sender without network: hands signed messages to a function and keeps them. */
export function createFakeWebhookSender(
  receive: FakeReceiver,
): WebhookSender & { readonly received: ReceivedMessage[] } {
  const received: ReceivedMessage[] = []
  return {
    received,
    async send({ url, ...message }) {
      const arriving = { url, headers: signedHeaders(message), body: message.body }
      const answer = receive(arriving)
      if (answer === 'refused') {
        return { status: null, ms: 0, error: 'Nothing listens at this address.', response: null }
      }
      received.push(arriving)
      if (answer === 'silent')
        return { status: null, ms: 0, error: 'No answer within 0 seconds.', response: null }
      const { status, body = '', retryAfter } = answer
      return { status, ms: 0, error: null, response: body.slice(0, 1_000), ...(retryAfter && { retryAfter }) }
    },
  }
}

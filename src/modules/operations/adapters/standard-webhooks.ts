import { createHmac } from 'node:crypto'
import type { WebhookMessage } from './webhook-sender.ts'

/** The headers of a signed message, after https://www.standardwebhooks.com (version 1, symmetric). */
export function signedHeaders({
  id,
  timestamp,
  secret,
  body,
}: Omit<WebhookMessage, 'url'>): Record<string, string> {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Frontdesk-Webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${signature}`,
  }
}

import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Id, PageInput, pageOf } from '#values/ids.ts'

/** Stands for every event, also those of later versions. */
export const ALL_EVENTS = '*'

/** An http or https address without name and password in it. */
export const TargetUrl = z
  .string({ error: 'Enter the address that receives the events.' })
  .trim()
  .max(2_000, 'Keep the address under 2000 characters.')
  .refine((text) => ['http:', 'https:'].includes(URL.parse(text)?.protocol ?? ''), {
    error: 'Use a full address such as https://example.com/hooks/frontdesk.',
    abort: true,
  })
  .refine((text) => !URL.parse(text)?.username && !URL.parse(text)?.password, {
    error: 'Leave the name and password out of the address; check the signature instead.',
  })

/** Event names, or only `*`. */
export const EventChoice = z
  .array(z.string().regex(/^(\*|[a-z_]+\.[a-z_]+)$/, 'Choose events from the list.'), {
    error: 'Choose at least one event.',
  })
  .min(1, 'Choose at least one event.')
  .max(200)
  .transform((names) => (names.includes(ALL_EVENTS) ? [ALL_EVENTS] : [...new Set(names)].sort()))

/** A subscription: which events go to which address. */
export const Webhook = z.object({
  id: Id,
  url: z.string(),
  description: z.string(),
  events: z.array(z.string()),
  isActive: z.boolean(),
  createdAt: z.string(),
  createdBy: z.string(),
  /** Deliveries of the last seven days. */
  week: z.object({
    delivered: z.number().int(),
    waiting: z.number().int(),
    failed: z.number().int(),
  }),
  /** ISO instant of the last delivery that arrived; null when none did. */
  lastDeliveredAt: z.string().nullable(),
})
export type Webhook = z.infer<typeof Webhook>

/** A webhook with its signing secret, which is shown this once and never again. */
export const WebhookWithSecret = Webhook.extend({ secret: z.string() })

/** `waiting` for a (further) try, `delivered` with a 2xx answer, `failed` when all tries are used up. */
export const DeliveryStatus = z.enum(['waiting', 'delivered', 'failed'])

/** One event on its way to one webhook. */
export const Delivery = z.object({
  id: Id,
  webhookId: Id,
  /** The `webhook-id` header, the same on every try: receivers recognise repeats by it. */
  messageId: Id,
  eventName: z.string(),
  status: DeliveryStatus,
  tries: z.number().int(),
  /** ISO instants; null when there is none. */
  nextTryAt: z.string().nullable(),
  createdAt: z.string(),
  deliveredAt: z.string().nullable(),
  lastTry: z
    .object({
      at: z.string(),
      status: z.number().int().nullable(),
      ms: z.number().int(),
      error: z.string().nullable(),
    })
    .nullable(),
})
export type Delivery = z.infer<typeof Delivery>

/** A delivery with what is sent and everything that came back. */
export const DeliveryDetail = Delivery.extend({
  body: z.record(z.string(), z.unknown()),
  attempts: z.array(
    z.object({
      id: Id,
      at: z.string(),
      /** The HTTP status, or null when no answer came. */
      status: z.number().int().nullable(),
      ms: z.number().int(),
      error: z.string().nullable(),
      /** The beginning of the answer's text. */
      response: z.string().nullable(),
    }),
  ),
})
export type DeliveryDetail = z.infer<typeof DeliveryDetail>

/** An event that can be subscribed to. */
export const WebhookEvent = z.object({ name: z.string(), summary: z.string() })

const notFound = ['operations.webhook_not_found']

/** Every webhook of the organisation, newest first. */
export const listWebhooks = endpoint({
  method: 'GET',
  path: '/api/v1/webhooks',
  summary: 'Webhooks with their deliveries of the last seven days',
  input: z.object({}),
  output: z.object({ items: z.array(Webhook) }),
  access: 'webhook.manage',
})

/** The events that webhooks may carry. */
export const listWebhookEvents = endpoint({
  method: 'GET',
  path: '/api/v1/webhook-events',
  summary: 'Events that webhooks can subscribe to',
  input: z.object({}),
  output: z.object({ items: z.array(WebhookEvent) }),
  access: 'webhook.manage',
})

/** One webhook. */
export const getWebhook = endpoint({
  method: 'GET',
  path: '/api/v1/webhooks/:webhookId',
  summary: 'One webhook',
  input: z.object({ webhookId: Id }),
  output: Webhook,
  errors: notFound,
  access: 'webhook.manage',
})

/** Adds a webhook (PLAT-091); the answer holds the signing secret, this once. */
export const createWebhook = endpoint({
  method: 'POST',
  path: '/api/v1/webhooks',
  summary: 'Add a webhook; the answer shows its signing secret once',
  input: z.object({
    url: TargetUrl,
    description: z.string().trim().max(200, 'Keep this under 200 characters.').default(''),
    events: EventChoice,
  }),
  output: WebhookWithSecret,
  errors: ['operations.too_many_webhooks'],
  access: 'webhook.manage',
  status: 201,
})

/** Changes what is sent; fields that are missing stay as they are. */
export const updateWebhook = endpoint({
  method: 'PATCH',
  path: '/api/v1/webhooks/:webhookId',
  summary: 'Change address, events or description of a webhook, pause it or let it run again',
  input: z.object({
    webhookId: Id,
    url: TargetUrl.optional(),
    description: z.string().trim().max(200, 'Keep this under 200 characters.').optional(),
    events: EventChoice.optional(),
    isActive: z.stringbool().or(z.boolean()).optional(),
  }),
  output: Webhook,
  errors: notFound,
  access: 'webhook.manage',
})

/** Deletes a webhook with its delivery log. */
export const deleteWebhook = endpoint({
  method: 'DELETE',
  path: '/api/v1/webhooks/:webhookId',
  summary: 'Delete a webhook and its delivery log',
  input: z.object({ webhookId: Id }),
  output: z.object({ done: z.literal(true) }),
  errors: notFound,
  access: 'webhook.manage',
})

/** Makes a new signing secret; the old one stops at once. */
export const rotateWebhookSecret = endpoint({
  method: 'POST',
  path: '/api/v1/webhooks/:webhookId/rotate-secret',
  summary: 'Make a new signing secret; the old one stops working at once',
  input: z.object({ webhookId: Id }),
  output: z.object({ secret: z.string() }),
  errors: notFound,
  access: 'webhook.manage',
})

/** Sends a sample event, also to a paused webhook. */
export const testWebhook = endpoint({
  method: 'POST',
  path: '/api/v1/webhooks/:webhookId/test',
  summary: 'Send a test event',
  input: z.object({ webhookId: Id }),
  output: Delivery,
  errors: notFound,
  access: 'webhook.manage',
  status: 202,
})

/** The delivery log of one webhook, newest first. */
export const listDeliveries = endpoint({
  method: 'GET',
  path: '/api/v1/webhooks/:webhookId/deliveries',
  summary: 'What was sent to a webhook and what came back, newest first',
  input: PageInput.extend({ webhookId: Id, status: DeliveryStatus.optional() }),
  output: pageOf(Delivery),
  errors: notFound,
  access: 'webhook.manage',
})

/** One delivery with its body and every try. */
export const getDelivery = endpoint({
  method: 'GET',
  path: '/api/v1/webhook-deliveries/:deliveryId',
  summary: 'One delivery: what is sent and every answer',
  input: z.object({ deliveryId: Id }),
  output: DeliveryDetail,
  errors: ['operations.delivery_not_found'],
  access: 'webhook.manage',
})

/** Sends a finished delivery again, with the same message id and all tries anew. */
export const redeliver = endpoint({
  method: 'POST',
  path: '/api/v1/webhook-deliveries/:deliveryId/redeliver',
  summary: 'Send a delivery again, with the same message id',
  input: z.object({ deliveryId: Id }),
  output: Delivery,
  errors: ['operations.delivery_not_found', 'operations.delivery_waiting'],
  access: 'webhook.manage',
  status: 202,
})

import { z } from 'zod'
import { defineEvent } from '#values/event.ts'
import { Id } from '#values/ids.ts'

/** A monitored value passed its threshold (PLAT-110). */
export const alertRaised = defineEvent({
  name: 'operations.alert_raised',
  summary: 'A monitored value passed its threshold.',
  topics: ['jobs'],
  payload: z.object({
    alertId: Id,
    key: z.string(),
    level: z.enum(['warning', 'critical']),
    title: z.string(),
    detail: z.string(),
    raisedAt: z.string(),
  }),
})

/** A monitored value is back within its threshold. */
export const alertResolved = defineEvent({
  name: 'operations.alert_resolved',
  summary: 'A monitored value is fine again.',
  topics: ['jobs'],
  payload: z.object({ alertId: Id, key: z.string(), title: z.string(), resolvedAt: z.string() }),
})

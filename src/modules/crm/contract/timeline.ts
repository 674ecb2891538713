import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Id, PageInput, pageOf } from '#values/ids.ts'

/** What sort of thing happened. */
export const TimelineKind = z.enum(['visit', 'payment', 'message', 'note', 'change'])
export type TimelineKind = z.infer<typeof TimelineKind>

/** One thing that happened with a client. `amount` in minor units of `currency`; both or neither. */
export const TimelineItem = z.object({
  id: Id,
  at: z.string(),
  kind: TimelineKind,
  title: z.string(),
  detail: z.string(),
  amount: z.number().nullable(),
  currency: z.string().nullable(),
  actor: z.string(),
  /** What it is about: `appointment`, `payment`, `message`, `note`. */
  refType: z.string().nullable(),
  refId: Id.nullable(),
})
export type TimelineItem = z.infer<typeof TimelineItem>

/** Everything that happened with a client, newest first; `counts` are by kind, whatever the filter. */
export const listTimeline = endpoint({
  method: 'GET',
  path: '/api/v1/clients/:clientId/timeline',
  summary: 'Everything that happened with a client',
  access: 'client.view',
  input: z.object({ clientId: Id, kind: TimelineKind.optional(), ...PageInput.shape }),
  output: pageOf(TimelineItem).extend({ counts: z.record(TimelineKind, z.number().int()) }),
})

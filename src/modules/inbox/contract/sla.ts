import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Id, text } from '#values/ids.ts'
import { ChannelKind, Priority } from './words.ts'

const nothing = z.object({})
const flag = z.boolean().or(z.stringbool())
/** Empty in a form means "none". */
const orNone = <T extends z.ZodType>(value: T) =>
  z.preprocess((given) => (given === '' ? null : given), value.nullable())
const minutes = orNone(
  z.coerce
    .number({ error: 'Enter a number of minutes.' })
    .int('Enter whole minutes.')
    .min(1, 'Use 1 or more.')
    .max(43_200, 'Use 43,200 (30 days) or less.'),
)

/** How soon answers are promised. Null minutes promise nothing; null channel and priority fit every one. */
export const SlaPolicy = z.object({
  id: Id,
  name: z.string(),
  position: z.number().int(),
  channelKind: ChannelKind.nullable(),
  priority: Priority.nullable(),
  firstMinutes: z.number().int().nullable(),
  nextMinutes: z.number().int().nullable(),
  resolutionMinutes: z.number().int().nullable(),
  /** Minutes of business hours, closed days left out; else of real time. */
  inBusinessHours: z.boolean(),
  isActive: z.boolean(),
})
export type SlaPolicy = z.infer<typeof SlaPolicy>

/* No defaults here: a change that leaves a field out must leave it as it is. */
const policyFields = {
  name: text(80),
  channelKind: orNone(ChannelKind),
  priority: orNone(Priority),
  firstMinutes: minutes,
  nextMinutes: minutes,
  resolutionMinutes: minutes,
  inBusinessHours: flag,
  isActive: flag,
}

export const listSlaPolicies = endpoint({
  method: 'GET',
  path: '/api/v1/inbox/sla-policies',
  summary: 'How soon answers are promised, in the order in which the policies are tried',
  access: 'message.view',
  input: nothing,
  output: z.object({ items: z.array(SlaPolicy) }),
})

export const createSlaPolicy = endpoint({
  method: 'POST',
  path: '/api/v1/inbox/sla-policies',
  summary: 'Add a policy at the end of the line',
  access: 'inbox.manage',
  status: 201,
  input: z.object({
    /** The id of a deleted policy brings it back: this is how deleting is undone. */
    id: Id.optional(),
    ...policyFields,
    channelKind: policyFields.channelKind.default(null),
    priority: policyFields.priority.default(null),
    firstMinutes: minutes.default(null),
    nextMinutes: minutes.default(null),
    resolutionMinutes: minutes.default(null),
    inBusinessHours: flag.default(true),
    isActive: flag.default(true),
  }),
  output: SlaPolicy,
  errors: ['inbox.name_taken'],
})

/** Counts for conversations that begin or change from now on; running promises keep their due times. */
export const updateSlaPolicy = endpoint({
  method: 'PATCH',
  path: '/api/v1/inbox/sla-policies/:policyId',
  summary: 'Change a policy',
  access: 'inbox.manage',
  input: z.object({ policyId: Id, ...z.object(policyFields).partial().shape }),
  output: SlaPolicy,
  errors: ['inbox.not_found', 'inbox.name_taken'],
})

export const deleteSlaPolicy = endpoint({
  method: 'DELETE',
  path: '/api/v1/inbox/sla-policies/:policyId',
  summary: 'Delete a policy',
  access: 'inbox.manage',
  input: z.object({ policyId: Id }),
  output: SlaPolicy,
  errors: ['inbox.not_found'],
})

export const orderSlaPolicies = endpoint({
  method: 'PUT',
  path: '/api/v1/inbox/sla-policies/order',
  summary: 'Set the order in which policies are tried',
  access: 'inbox.manage',
  input: z.object({ ids: z.array(Id).min(1).max(100) }),
  output: z.object({ items: z.array(SlaPolicy) }),
})

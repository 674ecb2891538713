import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Id, PageInput, pageOf } from '#values/ids.ts'
import { AgentState } from './words.ts'

/** Somebody who answers customers, whether they are there, and how much they have on hand. */
export const Agent = z.object({
  memberId: Id,
  name: z.string(),
  avatarUrl: z.string().nullable(),
  state: AgentState,
  /** Since when in this state; null when they were never here. */
  since: z.string().nullable(),
  seenAt: z.string().nullable(),
  /** Away or offline because no sign came, not by their own choice. */
  isIdle: z.boolean(),
  /** Open conversations given to them; snoozed ones do not count. */
  openCount: z.number().int(),
  /** Most conversations that rules give to this person at a time. */
  capacity: z.number().int(),
  teamIds: z.array(Id),
})
export type Agent = z.infer<typeof Agent>

export const listAgents = endpoint({
  method: 'GET',
  path: '/api/v1/agents',
  summary: 'Who answers customers, and whether they are there',
  access: 'message.view',
  input: z.object({}),
  output: z.object({ items: z.array(Agent) }),
})

/** A state of one's own choice stays until it is changed; going idle and coming back is noted beside it. */
export const setMyState = endpoint({
  method: 'PUT',
  path: '/api/v1/agents/me/state',
  summary: 'Say whether you are there',
  access: 'message.send',
  input: z.object({ state: AgentState }),
  output: Agent,
})

/** A sign of life of an open screen somebody works at; send it once a minute. Ends being idle. */
export const noteSeen = endpoint({
  method: 'POST',
  path: '/api/v1/agents/me/seen',
  summary: 'Note that you are working',
  access: 'message.send',
  input: z.object({}),
  output: z.object({ state: AgentState, since: z.string() }),
})

export const setCapacity = endpoint({
  method: 'PATCH',
  path: '/api/v1/agents/:memberId',
  summary: 'Set how many conversations rules give to a person at a time',
  access: 'inbox.manage',
  input: z.object({
    memberId: Id,
    capacity: z.coerce
      .number({ error: 'Enter a number.' })
      .int('Enter a whole number.')
      .min(0, 'Use 0 or more.')
      .max(200, 'Use 200 or less.'),
  }),
  output: Agent,
  errors: ['inbox.not_found'],
})

/** What a person did: changes of state and acts in conversations, newest first (INBX-025). Everybody reads their own. */
export const listAgentActivity = endpoint({
  method: 'GET',
  path: '/api/v1/agents/:memberId/activity',
  summary: 'What a person did in the inbox',
  access: 'message.view',
  input: z.object({ memberId: Id, ...PageInput.shape }),
  output: pageOf(
    z.object({
      id: Id,
      at: z.string(),
      /** `online`, `busy`, `away`, `offline`; or `replied`, `noted`, `assigned`, `resolved` … */
      action: z.string(),
      conversationId: Id.nullable(),
      conversationNumber: z.number().int().nullable(),
      contactName: z.string().nullable(),
    }),
  ).omit({ total: true }),
})

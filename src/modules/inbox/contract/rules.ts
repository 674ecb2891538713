import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Id, text } from '#values/ids.ts'
import { Conversation } from './conversations.ts'
import { ChannelKind, Priority } from './words.ts'

const nothing = z.object({})
const flag = z.boolean().or(z.stringbool())
const position = z.number().int()
/** Empty in a form means "none". */
const orNone = <T extends z.ZodType>(value: T) =>
  z.preprocess((given) => (given === '' ? null : given), value.nullable())
/* No defaults in these lists of fields: a change that leaves a field out must leave it as it is. */

/** Sending the id of a deleted entry brings it back under its own id: this is how deleting is undone. */
const givenId = { id: Id.optional() }
const order = z.object({ ids: z.array(Id).min(1).max(100) })

// ---- Teams ----

export const Team = z.object({ id: Id, name: z.string(), memberIds: z.array(Id) })
export type Team = z.infer<typeof Team>

export const listTeams = endpoint({
  method: 'GET',
  path: '/api/v1/inbox/teams',
  summary: 'Teams that conversations are given to',
  access: 'message.view',
  input: nothing,
  output: z.object({ items: z.array(Team) }),
})

const memberIds = z.preprocess((given) => (typeof given === 'string' ? [given] : given), z.array(Id).max(200))

export const createTeam = endpoint({
  method: 'POST',
  path: '/api/v1/inbox/teams',
  summary: 'Add a team',
  access: 'inbox.manage',
  status: 201,
  input: z.object({ name: text(80), memberIds: memberIds.default([]) }),
  output: Team,
  errors: ['inbox.name_taken', 'inbox.not_found'],
})

export const updateTeam = endpoint({
  method: 'PATCH',
  path: '/api/v1/inbox/teams/:teamId',
  summary: 'Rename a team or set who belongs to it',
  access: 'inbox.manage',
  input: z.object({ teamId: Id, name: text(80).optional(), memberIds: memberIds.optional() }),
  output: Team,
  errors: ['inbox.not_found', 'inbox.name_taken'],
})

/** Its conversations keep their people and lose the team; its assignment rules rest. */
export const deleteTeam = endpoint({
  method: 'DELETE',
  path: '/api/v1/inbox/teams/:teamId',
  summary: 'Delete a team',
  access: 'inbox.manage',
  input: z.object({ teamId: Id }),
  output: Team,
  errors: ['inbox.not_found'],
})

export const restoreTeam = endpoint({
  method: 'POST',
  path: '/api/v1/inbox/teams/:teamId/restore',
  summary: 'Bring a deleted team back',
  access: 'inbox.manage',
  input: z.object({ teamId: Id }),
  output: Team,
  errors: ['inbox.not_found', 'inbox.name_taken'],
})

// ---- Who gets a new conversation ----

export const AssignmentHow = z.enum(['round_robin', 'least_busy'])
export type AssignmentHow = z.infer<typeof AssignmentHow>

export const AssignmentRule = z.object({
  id: Id,
  name: z.string(),
  position,
  channelKind: ChannelKind.nullable(),
  how: AssignmentHow,
  teamId: Id,
  teamName: z.string(),
  /** Only people who are online; with nobody there the conversation waits in the team. */
  onlyOnline: z.boolean(),
  /** Rests outside the business hours. */
  onlyOpenHours: z.boolean(),
  isActive: z.boolean(),
})
export type AssignmentRule = z.infer<typeof AssignmentRule>

const ruleFields = {
  name: text(80),
  channelKind: orNone(ChannelKind),
  how: AssignmentHow,
  teamId: Id,
  onlyOnline: flag,
  onlyOpenHours: flag,
  isActive: flag,
}

export const listAssignmentRules = endpoint({
  method: 'GET',
  path: '/api/v1/inbox/assignment-rules',
  summary: 'Who gets a new conversation, in the order in which the rules are tried',
  access: 'message.view',
  input: nothing,
  output: z.object({ items: z.array(AssignmentRule) }),
})

export const createAssignmentRule = endpoint({
  method: 'POST',
  path: '/api/v1/inbox/assignment-rules',
  summary: 'Add an assignment rule at the end of the line',
  access: 'inbox.manage',
  status: 201,
  input: z.object({
    ...givenId,
    ...ruleFields,
    channelKind: ruleFields.channelKind.default(null),
    how: AssignmentHow.default('round_robin'),
    onlyOnline: flag.default(true),
    onlyOpenHours: flag.default(false),
    isActive: flag.default(true),
  }),
  output: AssignmentRule,
  errors: ['inbox.not_found'],
})

export const updateAssignmentRule = endpoint({
  method: 'PATCH',
  path: '/api/v1/inbox/assignment-rules/:ruleId',
  summary: 'Change an assignment rule',
  access: 'inbox.manage',
  input: z.object({ ruleId: Id, ...z.object(ruleFields).partial().shape }),
  output: AssignmentRule,
  errors: ['inbox.not_found'],
})

export const deleteAssignmentRule = endpoint({
  method: 'DELETE',
  path: '/api/v1/inbox/assignment-rules/:ruleId',
  summary: 'Delete an assignment rule',
  access: 'inbox.manage',
  input: z.object({ ruleId: Id }),
  output: AssignmentRule,
  errors: ['inbox.not_found'],
})

export const orderAssignmentRules = endpoint({
  method: 'PUT',
  path: '/api/v1/inbox/assignment-rules/order',
  summary: 'Set the order in which assignment rules are tried',
  access: 'inbox.manage',
  input: order,
  output: z.object({ items: z.array(AssignmentRule) }),
})

// ---- Labels ----

/** Colours of labels, by token of the design system. */
export const LabelColour = z.enum(['grey', 'green', 'blue', 'purple', 'orange', 'red'])
export type LabelColour = z.infer<typeof LabelColour>

export const Label = z.object({ id: Id, name: z.string(), colour: LabelColour })
export type Label = z.infer<typeof Label>

export const listLabels = endpoint({
  method: 'GET',
  path: '/api/v1/inbox/labels',
  summary: 'Labels of conversations',
  access: 'message.view',
  input: nothing,
  output: z.object({ items: z.array(Label) }),
})

export const createLabel = endpoint({
  method: 'POST',
  path: '/api/v1/inbox/labels',
  summary: 'Add a label',
  access: 'inbox.manage',
  status: 201,
  input: z.object({ ...givenId, name: text(60), colour: LabelColour.default('grey') }),
  output: Label,
  errors: ['inbox.name_taken'],
})

/** A new name is written on every conversation that carries the label. */
export const updateLabel = endpoint({
  method: 'PATCH',
  path: '/api/v1/inbox/labels/:labelId',
  summary: 'Rename or recolour a label',
  access: 'inbox.manage',
  input: z.object({ labelId: Id, name: text(60).optional(), colour: LabelColour.optional() }),
  output: Label,
  errors: ['inbox.not_found', 'inbox.name_taken'],
})

/** Conversations that carry the label keep it; it is no longer offered. */
export const deleteLabel = endpoint({
  method: 'DELETE',
  path: '/api/v1/inbox/labels/:labelId',
  summary: 'Delete a label',
  access: 'inbox.manage',
  input: z.object({ labelId: Id }),
  output: Label,
  errors: ['inbox.not_found'],
})

// ---- Canned replies ----

/** A text kept for often. `{{name}}`, `{{first_name}}` and `{{agent}}` are filled in; see `fillText`. */
export const CannedReply = z.object({
  id: Id,
  /** What follows the slash. */
  shortcut: z.string(),
  title: z.string(),
  body: z.string(),
  updatedAt: z.string(),
})
export type CannedReply = z.infer<typeof CannedReply>

const Shortcut = text(40)
  .transform((given) => given.replace(/^\/+/, '').toLowerCase())
  .refine((given) => /^[\p{L}\p{N}_-]+$/u.test(given), 'Use letters, digits, hyphens and underscores.')

const replyFields = { shortcut: Shortcut, title: text(80), body: text(5_000) }

export const listCannedReplies = endpoint({
  method: 'GET',
  path: '/api/v1/inbox/canned-replies',
  summary: 'Texts kept for often',
  access: 'message.view',
  input: nothing,
  output: z.object({ items: z.array(CannedReply) }),
})

export const createCannedReply = endpoint({
  method: 'POST',
  path: '/api/v1/inbox/canned-replies',
  summary: 'Keep a text',
  access: 'inbox.manage',
  status: 201,
  input: z.object({ ...givenId, ...replyFields }),
  output: CannedReply,
  errors: ['inbox.name_taken'],
})

export const updateCannedReply = endpoint({
  method: 'PATCH',
  path: '/api/v1/inbox/canned-replies/:replyId',
  summary: 'Change a kept text',
  access: 'inbox.manage',
  input: z.object({ replyId: Id, ...z.object(replyFields).partial().shape }),
  output: CannedReply,
  errors: ['inbox.not_found', 'inbox.name_taken'],
})

export const deleteCannedReply = endpoint({
  method: 'DELETE',
  path: '/api/v1/inbox/canned-replies/:replyId',
  summary: 'Delete a kept text',
  access: 'inbox.manage',
  input: z.object({ replyId: Id }),
  output: CannedReply,
  errors: ['inbox.not_found'],
})

// ---- Macros ----

/** One step of a macro. `me` assigns whoever runs it. */
export const MacroStep = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reply'), body: text(5_000) }),
  z.object({ kind: z.literal('note'), body: text(5_000) }),
  z.object({ kind: z.literal('label'), label: text(60) }),
  z.object({ kind: z.literal('unlabel'), label: text(60) }),
  z.object({ kind: z.literal('assign'), memberId: Id.or(z.literal('me')).nullable() }),
  z.object({ kind: z.literal('team'), teamId: Id.nullable() }),
  z.object({ kind: z.literal('priority'), priority: Priority }),
  z.object({ kind: z.literal('snooze'), hours: z.coerce.number().int().min(1).max(2_160) }),
  z.object({ kind: z.literal('resolve') }),
])
export type MacroStep = z.infer<typeof MacroStep>

export const Macro = z.object({
  id: Id,
  name: z.string(),
  steps: z.array(MacroStep),
  updatedAt: z.string(),
})
export type Macro = z.infer<typeof Macro>

const macroFields = {
  name: text(80),
  steps: z.array(MacroStep).min(1, 'Add at least one step.').max(12, 'A macro has at most 12 steps.'),
}

export const listMacros = endpoint({
  method: 'GET',
  path: '/api/v1/inbox/macros',
  summary: 'Several steps at once',
  access: 'message.view',
  input: nothing,
  output: z.object({ items: z.array(Macro) }),
})

export const createMacro = endpoint({
  method: 'POST',
  path: '/api/v1/inbox/macros',
  summary: 'Add a macro',
  access: 'inbox.manage',
  status: 201,
  input: z.object({ ...givenId, ...macroFields }),
  output: Macro,
  errors: ['inbox.name_taken', 'inbox.not_found'],
})

export const updateMacro = endpoint({
  method: 'PATCH',
  path: '/api/v1/inbox/macros/:macroId',
  summary: 'Change a macro',
  access: 'inbox.manage',
  input: z.object({ macroId: Id, ...z.object(macroFields).partial().shape }),
  output: Macro,
  errors: ['inbox.not_found', 'inbox.name_taken'],
})

export const deleteMacro = endpoint({
  method: 'DELETE',
  path: '/api/v1/inbox/macros/:macroId',
  summary: 'Delete a macro',
  access: 'inbox.manage',
  input: z.object({ macroId: Id }),
  output: Macro,
  errors: ['inbox.not_found'],
})

/** All steps or none: a step that is refused takes the others back. */
export const runMacro = endpoint({
  method: 'POST',
  path: '/api/v1/conversations/:conversationId/macros/:macroId',
  summary: 'Run the steps of a macro on a conversation',
  access: 'message.send',
  input: z.object({ conversationId: Id, macroId: Id }),
  output: Conversation,
  errors: [
    'inbox.conversation_not_found',
    'inbox.not_found',
    'inbox.window_closed',
    'inbox.opted_out',
    'inbox.channel_off',
    'inbox.cannot_send',
    'inbox.already_resolved',
  ],
})

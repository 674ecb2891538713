import { InboxSettings, WebchatSettings } from '#modules/inbox/contract.ts'
import type { InboxRow, InboxRows } from '#modules/inbox/public.ts'
import { demoFlows, demoIntents } from './bot.ts'
import { moreExamples } from './bot-examples.ts'
import type { Kind } from './deliveries.ts'
import { firm } from './firm.ts'
import { canned, labels, macros, texts } from './inbox-texts.ts'
import { type Chance, idBy } from './random.ts'
import type { Agent } from './shifts.ts'
import { ratingQuestion } from './thread-rating.ts'
import type { Promised } from './thread-state.ts'
import { type TeamName, teamNames } from './threads/topic.ts'

/** The furniture of the demonstration's inbox, and the ids that its history refers to. */
export interface InboxSetUp {
  rows: InboxRows
  channelIds: Record<Kind, string>
  teamIds: Record<TeamName, string>
  promises: Promised[]
  flowIds: Map<string, string>
  templateIds: Map<string, string>
}

export interface SetUpFacts {
  chance: Chance
  /** When the firm began with all of this, epoch milliseconds. */
  since: number
  now: number
  agents: readonly Agent[]
  /** Seals the secrets of a channel. */
  seal(secrets: Record<string, string>): string
}

/** After so many days a customer's message begins a new conversation instead of opening the old one. */
export const REOPEN_DAYS = 2

/** Channels, teams, promises, rules, texts and the bot, as somebody would have set them up on the first day. */
export function setUpInbox(facts: SetUpFacts): InboxSetUp {
  const { chance, since, agents } = facts
  const at = new Date(since).toISOString()
  const id = () => idBy(chance, since)
  const teamIds = Object.fromEntries(teamNames.map((name) => [name, id()])) as Record<TeamName, string>
  const channels = channelsOf(facts)
  const channelIds = Object.fromEntries(channels.map(({ kind, id: own }) => [kind, own])) as Record<
    Kind,
    string
  >
  const promises = promised.map((one) => ({ ...one, id: id() }))
  const flows = demoFlows().map((flow) => ({ ...flow, id: id() }))
  const flowIds = new Map(flows.map((flow) => [flow.name, flow.id]))
  const templates = texts.map((text) => ({ ...text, id: id() }))
  const updated = { updated_at: at }
  const settings = InboxSettings.parse({ reopenDays: REOPEN_DAYS, botConfidence: 55, ratingQuestion })
  const rows: InboxRows = {
    settings: [{ settings, ...updated }],
    channels,
    teams: teamNames.map((name) => ({ id: teamIds[name], name, created_at: at, deleted_at: null })),
    team_members: agents.flatMap(({ memberId, teams }) =>
      teams.map((team) => ({ team_id: teamIds[team], member_id: memberId })),
    ),
    sla_policies: promises.map((one, position) => policyRow(one, position, at)),
    assignment_rules: rulesOf(teamIds, id),
    labels: labels.map(([name, colour]) => ({ id: id(), name, colour })),
    canned_replies: canned.map((one) => ({ id: id(), ...one, ...updated })),
    macros: macros.map((one) => ({ id: id(), ...one, ...updated })),
    templates: templates.map((text) => templateRow(text, channelIds[text.kind], at)),
    auto_replies: autoReplies.map((one) => ({ id: id(), ...one, is_active: true, ...updated })),
    bot_flows: flows.map(({ id: own, name, definition }, position) => ({
      ...{ id: own, name, definition, version: 1, is_active: true, position },
      ...updated,
    })),
    bot_intents: demoIntents.map(({ name, flow, examples }) => ({
      ...{ id: id(), name, examples: [...examples, ...(moreExamples[name] ?? [])] },
      ...{ flow_id: flow === null ? null : flowIds.get(flow)! },
      ...updated,
    })),
  }
  const templateIds = new Map(templates.map((text) => [text.name, text.id]))
  return { rows, channelIds, teamIds, promises, flowIds, templateIds }
}

function channelsOf({ chance, since, seal }: SetUpFacts): InboxRow<'channels'>[] {
  const channel = (
    kind: Kind,
    name: string,
    address: string,
    settings: Record<string, unknown>,
    secrets: Record<string, string> | null,
  ): InboxRow<'channels'> => ({
    ...{ id: idBy(chance, since), kind, name, address },
    settings: { sandbox: true, ...settings },
    secrets: secrets && seal(secrets),
    is_active: true,
    created_at: new Date(since).toISOString(),
  })
  const whatsapp = { phoneNumberId: '106540352242922', businessAccountId: '102290129340398' }
  const secret = () => idBy(chance, since).replaceAll('-', '')
  const look = { title: firm.name, greeting: 'Hello! How can we help you and your home?' }
  const key = secret().slice(0, 16)
  return [
    channel('whatsapp', 'WhatsApp', '+442079460812', whatsapp, {
      accessToken: secret(),
      appSecret: secret(),
    }),
    channel('sms', 'SMS', '+442079460813', { accountSid: `AC${secret()}` }, { authToken: secret() }),
    channel(
      'email',
      'Hello mailbox',
      firm.profile.email,
      { fromName: firm.name },
      { inboundSecret: secret() },
    ),
    channel('webchat', 'Web chat', '', { ...WebchatSettings.parse(look), key }, null),
    channel(
      'phone',
      'Office line',
      '+442079460814',
      { accountSid: `AC${secret()}` },
      { authToken: secret() },
    ),
  ]
}

/** In the order in which they are tried; minutes of business hours. */
const promised: readonly (Omit<Promised, 'id'> & { name: string })[] = [
  { name: 'Urgent', kind: null, priority: 'urgent', first: 10, next: 15, resolution: 240 },
  { name: 'Web chat', kind: 'webchat', priority: null, first: 3, next: 5, resolution: 120 },
  { name: 'WhatsApp', kind: 'whatsapp', priority: null, first: 15, next: 30, resolution: 480 },
  { name: 'SMS', kind: 'sms', priority: null, first: 30, next: 60, resolution: 480 },
  { name: 'E-mail', kind: 'email', priority: null, first: 240, next: 480, resolution: 1_440 },
]

function policyRow(one: Promised & { name: string }, position: number, at: string): InboxRow<'sla_policies'> {
  return {
    ...{ id: one.id, name: one.name, position, channel_kind: one.kind, priority: one.priority },
    ...{ first_minutes: one.first, next_minutes: one.next, resolution_minutes: one.resolution },
    ...{ in_business_hours: true, is_active: true, created_at: at },
  }
}

function rulesOf(teamIds: Record<TeamName, string>, id: () => string): InboxRow<'assignment_rules'>[] {
  const rule = (
    name: string,
    position: number,
    kind: Kind | null,
    how: 'round_robin' | 'least_busy',
    team: TeamName,
  ) => ({
    ...{ id: id(), name, position, channel_kind: kind, how, team_id: teamIds[team] },
    ...{ only_online: true, only_open_hours: false, last_member_id: null, is_active: true },
  })
  return [
    rule('Web chat to sales', 0, 'webchat', 'least_busy', 'Sales'),
    rule('WhatsApp in turn', 1, 'whatsapp', 'round_robin', 'Front office'),
  ]
}

const autoReplies: readonly Omit<InboxRow<'auto_replies'>, 'id' | 'updated_at' | 'is_active'>[] = [
  {
    occasion: 'out_of_hours',
    channel_kind: null,
    body: 'We are closed just now and answer when we open.',
    after_minutes: null,
  },
  {
    occasion: 'waiting',
    channel_kind: 'whatsapp',
    body: 'It is busy just now, {{first_name}}. We have not forgotten you and answer as soon as we can.',
    after_minutes: 45,
  },
]

function templateRow(
  text: (typeof texts)[number] & { id: string },
  channelId: string,
  at: string,
): InboxRow<'templates'> {
  const isWhatsApp = text.kind === 'whatsapp'
  return {
    ...{ id: text.id, channel_kind: text.kind, channel_id: isWhatsApp ? channelId : null, name: text.name },
    ...{ language: 'en_GB', category: text.category, subject: text.subject ?? '', body: text.body },
    ...{ footer: text.footer ?? '', buttons: text.buttons ?? [], examples: [...(text.examples ?? [])] },
    status: isWhatsApp ? (text.status ?? 'approved') : 'approved',
    reason: text.reason ?? null,
    provider_ref: isWhatsApp ? text.id.slice(-12) : null,
    version: 1,
    updated_at: at,
    deleted_at: null,
  }
}

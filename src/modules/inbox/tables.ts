// Generated from the migrated database by `frontdesk tables`; do not edit.
import type { ColumnType, Generated, GeneratedAlways, Kysely } from 'kysely'
import type { Tx } from '#platform/db.ts'

export interface AgentActivityTable {
  org_id: string
  id: string
  member_id: string
  at: string
  action: string
  conversation_id: string | null
}

export interface AgentSpellsTable {
  org_id: string
  id: string
  member_id: string
  state: 'online' | 'busy' | 'away' | 'offline'
  starts_at: string
  ends_at: string | null
}

export interface AgentTimeByDayTable {
  org_id: string
  channel_id: string
  agent_id: string
  day: string
  online_ms: number
  busy_ms: number
  away_ms: number
}

export interface AgentTimeByMonthTable {
  org_id: string
  channel_id: string
  agent_id: string
  day: string
  online_ms: number
  busy_ms: number
  away_ms: number
}

export interface AgentsTable {
  org_id: string
  member_id: string
  status: 'online' | 'busy' | 'away' | 'offline'
  since: string
  seen_at: string
  capacity: Generated<number>
  idle_from: string | null
}

export interface AssignmentRulesTable {
  org_id: string
  id: string
  name: string
  position: number
  channel_kind: string | null
  how: 'round_robin' | 'least_busy'
  team_id: string
  only_online: Generated<boolean>
  only_open_hours: Generated<boolean>
  last_member_id: string | null
  is_active: Generated<boolean>
}

export interface AttachmentsTable {
  org_id: string
  id: string
  message_id: string | null
  conversation_id: string | null
  name: string
  media_type: string
  bytes: Generated<number>
  storage_key: string | null
  provider_ref: string | null
  status: Generated<'waiting' | 'stored' | 'failed'>
  error: string | null
  created_at: string
}

export interface AutoRepliesTable {
  org_id: string
  id: string
  occasion: 'greeting' | 'out_of_hours' | 'waiting'
  channel_kind: string | null
  body: string
  after_minutes: number | null
  is_active: Generated<boolean>
  updated_at: string
}

export interface BotByDayTable {
  org_id: string
  channel_id: string
  agent_id: string
  day: string
  kind: string
  intent: string
  reason: string
  sessions: number
  solved: number
  escalated: number
  dropped: number
}

export interface BotByMonthTable {
  org_id: string
  channel_id: string
  agent_id: string
  day: string
  kind: string
  intent: string
  reason: string
  sessions: number
  solved: number
  escalated: number
  dropped: number
}

export interface BotFlowsTable {
  org_id: string
  id: string
  name: string
  definition: ColumnType<unknown, string, string>
  version: Generated<number>
  is_active: Generated<boolean>
  position: number
  updated_at: string
}

export interface BotIntentsTable {
  org_id: string
  id: string
  name: string
  examples: string[]
  flow_id: string | null
  updated_at: string
}

export interface BotModelsTable {
  org_id: string
  is_enabled: Generated<boolean>
  base_url: string
  model: string
  api_key: string | null
  timeout_seconds: number
  hourly_budget: number
  hour: string | null
  asked: Generated<number>
  last_fault: string | null
  last_fault_at: string | null
  updated_at: string
}

export interface BotSessionsTable {
  org_id: string
  id: string
  conversation_id: string
  channel_id: string
  flow_id: string | null
  intent: Generated<string>
  confidence: number | null
  started_at: string
  ended_at: string | null
  outcome: Generated<'running' | 'solved' | 'escalated' | 'dropped'>
  reason: Generated<string>
  node: Generated<string>
  answers: ColumnType<unknown, string | undefined, string>
  message_count: Generated<number>
  misses: Generated<number>
}

export interface BroadcastRecipientsTable {
  org_id: string
  id: string
  broadcast_id: string
  client_id: string | null
  address: string
  name: string
  variables: ColumnType<unknown, string | undefined, string>
  state: 'waiting' | 'queued' | 'skipped'
  reason: Generated<string>
  message_id: string | null
}

export interface BroadcastsTable {
  org_id: string
  id: string
  name: string
  channel_id: string
  template_id: string
  audience: ColumnType<unknown, string, string>
  variables: ColumnType<unknown, string | undefined, string>
  status: 'draft' | 'scheduled' | 'running' | 'stopped' | 'done'
  scheduled_at: string | null
  per_minute: Generated<number>
  credit_days: Generated<number>
  created_by: string
  created_at: string
  started_at: string | null
  finished_at: string | null
  staff_ids: string[] | null
}

export interface BroadcastsByDayTable {
  org_id: string
  channel_id: string
  broadcast_id: string
  day: string
  recipients: number
  sent: number
  delivered: number
  read: number
  failed: number
  conversions: number
  amount: number
}

export interface CallsTable {
  org_id: string
  id: string
  channel_id: string
  conversation_id: string
  provider_ref: string
  state: 'ringing' | 'answered' | 'completed' | 'missed' | 'voicemail'
  number: string
  started_at: string
  answered_at: string | null
  answered_by: string | null
  ended_at: string | null
  duration_seconds: number | null
  recording_seconds: number | null
}

export interface CannedRepliesTable {
  org_id: string
  id: string
  shortcut: string
  title: string
  body: string
  updated_at: string
}

export interface ChannelPaceTable {
  org_id: string
  channel_id: string
  tokens: number
  at: string
  paused_until: string | null
}

export interface ChannelsTable {
  org_id: string
  id: string
  kind: 'whatsapp' | 'sms' | 'email' | 'webchat' | 'phone'
  name: string
  address: Generated<string>
  settings: ColumnType<unknown, string | undefined, string>
  secrets: string | null
  is_active: Generated<boolean>
  last_received_at: string | null
  last_sent_at: string | null
  last_error: string | null
  last_error_at: string | null
  created_at: string
  deleted_at: string | null
  rate_fell_at: string | null
}

export interface ClosedDaysTable {
  org_id: string
  day: string
  name: string
  told_at: Generated<string>
}

export interface ContactMergesTable {
  org_id: string
  id: string
  kept_id: string
  merged_id: string
  before: ColumnType<unknown, string, string>
  merged_at: string
  merged_by: string
  undone_at: string | null
}

export interface ContactsTable {
  org_id: string
  id: string
  channel_id: string
  platform_user_id: string
  name: string
  phone: string | null
  email: string | null
  client_id: string | null
  merged_into: string | null
  first_seen_at: string
  last_incoming_at: string | null
}

export interface ContactsByDayTable {
  org_id: string
  channel_id: string
  agent_id: string
  day: string
  fresh: number
  back: number
  known_days: string[]
  known_counts: number[]
  seen_days: string[]
  seen_counts: number[]
}

export interface ContactsByMonthTable {
  org_id: string
  channel_id: string
  agent_id: string
  day: string
  fresh: number
  back: number
  known_days: string[]
  known_counts: number[]
  seen_days: string[]
  seen_counts: number[]
}

export interface ConversationsTable {
  org_id: string
  id: string
  number: number
  channel_id: string
  contact_id: string
  client_id: string | null
  subject: Generated<string>
  status: Generated<'open' | 'snoozed' | 'resolved'>
  assignee_id: string | null
  team_id: string | null
  priority: Generated<'urgent' | 'high' | 'normal' | 'low'>
  labels: Generated<string[]>
  snoozed_until: string | null
  opened_at: string
  is_first: Generated<boolean>
  last_message_at: string
  last_incoming_at: string | null
  last_preview: Generated<string>
  last_author: Generated<string>
  message_count: Generated<number>
  waiting_since: string | null
  sla_policy_id: string | null
  due_at: string | null
  first_due_at: string | null
  first_reply_at: string | null
  first_reply_by: string | null
  first_reply_ms: number | null
  first_reply_open_ms: number | null
  first_sla: Generated<'none' | 'pending' | 'met' | 'breached'>
  resolution_due_at: string | null
  resolution_sla: Generated<'none' | 'pending' | 'met' | 'breached'>
  resolved_at: string | null
  resolved_by: string | null
  reopened_count: Generated<number>
  handled_by: Generated<'nobody' | 'bot' | 'agent' | 'both'>
  bot_state: Generated<'none' | 'running' | 'solved' | 'escalated' | 'dropped'>
  thread_ref: string | null
  due_told_at: string | null
}

export interface ConversationsByDayTable {
  org_id: string
  channel_id: string
  agent_id: string
  day: string
  opened: number
  resolved: number
  sla_met: number
  sla_breached: number
  by_bot: number
  by_agent: number
  by_both: number
  closed: number
  back: number
}

export interface ConversationsByMonthTable {
  org_id: string
  channel_id: string
  agent_id: string
  day: string
  opened: number
  resolved: number
  sla_met: number
  sla_breached: number
  by_bot: number
  by_agent: number
  by_both: number
  closed: number
  back: number
}

export interface ConversionsTable {
  org_id: string
  id: string
  kind: 'lead' | 'booking'
  at: string
  client_id: string
  conversation_id: string | null
  broadcast_id: string | null
  channel_id: string | null
  agent_id: string | null
  amount: number | null
  ref_id: string
  cancelled_at: string | null
}

export interface ConversionsByDayTable {
  org_id: string
  channel_id: string
  agent_id: string
  day: string
  leads: number
  bookings: number
  amount: number
}

export interface CountersTable {
  org_id: string
  name: string
  last_number: number
}

export interface DeliveriesTable {
  org_id: string
  id: string
  channel_id: string
  body: string
  received_at: string
  processed_at: string | null
  outcome: string | null
  media_type: Generated<string>
}

export interface DraftsTable {
  org_id: string
  conversation_id: string
  member_id: string
  mode: 'reply' | 'note'
  body: string
  updated_at: string
}

export interface EarlyStatusesTable {
  org_id: string
  id: string
  channel_id: string
  provider_ref: string
  facts: ColumnType<unknown, string, string>
  at: string
}

export interface FailuresTable {
  org_id: string
  message_id: string
  channel_id: string
  conversation_id: string
  failed_at: string
  code: string
  title: string
  category:
    | 'window_closed'
    | 'bad_number'
    | 'opted_out'
    | 'blocked'
    | 'rate_limited'
    | 'template'
    | 'media'
    | 'auth'
    | 'spam'
    | 'network'
    | 'unknown'
  handled_at: string | null
  handled_how: string | null
}

export interface FailuresByDayTable {
  org_id: string
  channel_id: string
  agent_id: string
  day: string
  category: string
  code: string
  title: string
  n: number
}

export interface FailuresByMonthTable {
  org_id: string
  channel_id: string
  agent_id: string
  day: string
  category: string
  code: string
  title: string
  n: number
}

export interface LabelsTable {
  org_id: string
  id: string
  name: string
  colour: string
}

export interface MacrosTable {
  org_id: string
  id: string
  name: string
  steps: ColumnType<unknown, string, string>
  updated_at: string
}

export interface MentionsTable {
  org_id: string
  message_id: string
  member_id: string
  conversation_id: string
  at: string
  seen_at: string | null
}

export interface MessagesTable {
  org_id: string
  id: string
  conversation_id: string
  channel_id: string
  direction: 'in' | 'out' | 'internal'
  author_kind: 'contact' | 'agent' | 'bot' | 'auto_reply' | 'broadcast' | 'system'
  author_id: string | null
  kind:
    | 'text'
    | 'image'
    | 'document'
    | 'audio'
    | 'video'
    | 'sticker'
    | 'location'
    | 'contacts'
    | 'interactive'
    | 'reaction'
    | 'template'
    | 'email'
    | 'call'
    | 'note'
    | 'event'
    | 'unknown'
  body: Generated<string>
  data: ColumnType<unknown, string | undefined, string>
  provider_ref: string | null
  reply_to_ref: string | null
  status:
    | 'received'
    | 'queued'
    | 'sending'
    | 'sent'
    | 'delivered'
    | 'read'
    | 'failed'
    | 'cancelled'
    | 'internal'
  template_id: string | null
  broadcast_id: string | null
  price_amount: number | null
  created_at: string
  sent_at: string | null
  delivered_at: string | null
  read_at: string | null
  failed_at: string | null
  failure_code: string | null
  failure_title: string | null
  failure_category: string | null
}

export interface MessagesByDayTable {
  org_id: string
  channel_id: string
  agent_id: string
  day: string
  incoming: number
  outgoing: number
  waiting: number
  sent: number
  delivered: number
  read: number
  failed: number
  price_amount: number
  auto_sent: number
  auto_failed: number
  hour_at: string[]
  hour_of: number[]
  hour_in: number[]
  hour_out: number[]
}

export interface OptOutsTable {
  org_id: string
  channel_kind: string
  address: string
  reason: string
  at: string
}

export interface OutgoingTable {
  org_id: string
  message_id: string
  channel_id: string
  conversation_id: string
  seq: GeneratedAlways<number>
  attempts: Generated<number>
  next_try_at: string
  queued_at: string
  is_bulk: Generated<boolean>
}

export interface ParticipantsTable {
  org_id: string
  conversation_id: string
  member_id: string
  since: string
}

export interface RatingsTable {
  org_id: string
  id: string
  conversation_id: string
  channel_id: string
  agent_id: string | null
  handled_by: string
  asked_at: string
  score: number | null
  comment: Generated<string>
  answered_at: string | null
}

export interface RatingsByDayTable {
  org_id: string
  channel_id: string
  agent_id: string
  day: string
  n: number
  score: number
  bot_n: number
  bot_score: number
  human_n: number
  human_score: number
}

export interface RatingsByMonthTable {
  org_id: string
  channel_id: string
  agent_id: string
  day: string
  n: number
  score: number
  bot_n: number
  bot_score: number
  human_n: number
  human_score: number
}

export interface ReadsTable {
  org_id: string
  conversation_id: string
  member_id: string
  read_until: string
}

export interface RepliesTable {
  org_id: string
  id: string
  conversation_id: string
  channel_id: string
  agent_id: string | null
  waited_from: string
  replied_at: string
  wait_ms: number
  wait_open_ms: number
  is_first: boolean
  is_within: boolean | null
}

export interface RepliesByDayTable {
  org_id: string
  channel_id: string
  agent_id: string
  day: string
  n: number
  wait_ms: number
  wait_open_ms: number
  promised: number
  within: number
  first_n: number
  first_wait_ms: number
  first_wait_open_ms: number
  any_n: number
  any_wait_ms: number
  any_wait_open_ms: number
}

export interface RepliesByMonthTable {
  org_id: string
  channel_id: string
  agent_id: string
  day: string
  n: number
  wait_ms: number
  wait_open_ms: number
  promised: number
  within: number
  first_n: number
  first_wait_ms: number
  first_wait_open_ms: number
  any_n: number
  any_wait_ms: number
  any_wait_open_ms: number
}

export interface ReplySpreadByDayTable {
  org_id: string
  kind: string
  channel_id: string
  agent_id: string
  day: string
  buckets: number[]
  counts: number[]
  p50: number
  p90: number
}

export interface ReplySpreadByMonthTable {
  org_id: string
  kind: string
  channel_id: string
  agent_id: string
  day: string
  buckets: number[]
  counts: number[]
  p50: number
  p90: number
}

export interface ResolutionsTable {
  org_id: string
  id: string
  conversation_id: string
  channel_id: string
  agent_id: string | null
  by_kind: 'agent' | 'bot' | 'system'
  resolved_at: string
  took_ms: number
  took_open_ms: number
  reopened_at: string | null
}

export interface ResolutionsByDayTable {
  org_id: string
  channel_id: string
  agent_id: string
  day: string
  n: number
  took_ms: number
  took_open_ms: number
  reopened: number
}

export interface SettingsTable {
  org_id: string
  settings: ColumnType<unknown, string, string>
  updated_at: string
}

export interface SlaPoliciesTable {
  org_id: string
  id: string
  name: string
  position: number
  channel_kind: string | null
  priority: string | null
  first_minutes: number | null
  next_minutes: number | null
  resolution_minutes: number | null
  in_business_hours: Generated<boolean>
  is_active: Generated<boolean>
  created_at: string
}

export interface TeamMembersTable {
  org_id: string
  team_id: string
  member_id: string
}

export interface TeamsTable {
  org_id: string
  id: string
  name: string
  created_at: string
  deleted_at: string | null
}

export interface TemplatesTable {
  org_id: string
  id: string
  channel_kind: string
  channel_id: string | null
  name: string
  language: string
  category: 'utility' | 'marketing' | 'authentication'
  subject: Generated<string>
  body: string
  footer: Generated<string>
  buttons: ColumnType<unknown, string | undefined, string>
  status: 'draft' | 'submitted' | 'approved' | 'rejected' | 'paused'
  reason: string | null
  provider_ref: string | null
  version: Generated<number>
  updated_at: string
  deleted_at: string | null
  examples: Generated<string[]>
}

export interface TicketsTable {
  org_id: string
  id: string
  number: number
  title: string
  conversation_id: string | null
  client_id: string | null
  priority: 'urgent' | 'high' | 'normal' | 'low'
  status: 'open' | 'pending' | 'resolved'
  assignee_id: string | null
  created_at: string
  created_by: string
  resolved_at: string | null
  resolved_by: string | null
}

export interface TicketsByDayTable {
  org_id: string
  channel_id: string
  agent_id: string
  day: string
  created: number
  resolved: number
}

export interface WebchatMailsTable {
  org_id: string
  id: string
  conversation_id: string
  visitor_id: string
  channel_id: string
  address: string
  message_ids: string[]
  created_at: string
  sent_at: string | null
  provider_ref: string | null
  dropped: string | null
}

export interface WebchatThreadsTable {
  org_id: string
  visitor_id: string
  conversation_id: string
  since: string
  mailed_until: string | null
}

export interface WebchatVisitorsTable {
  org_id: string
  id: string
  channel_id: string
  key_hash: string
  name: Generated<string>
  email: string | null
  phone: string | null
  page: Generated<string>
  first_seen_at: string
  read_at: string | null
}

export interface InboxTables {
  agent_activity: AgentActivityTable
  agent_spells: AgentSpellsTable
  agent_time_by_day: AgentTimeByDayTable
  agent_time_by_month: AgentTimeByMonthTable
  agents: AgentsTable
  assignment_rules: AssignmentRulesTable
  attachments: AttachmentsTable
  auto_replies: AutoRepliesTable
  bot_by_day: BotByDayTable
  bot_by_month: BotByMonthTable
  bot_flows: BotFlowsTable
  bot_intents: BotIntentsTable
  bot_models: BotModelsTable
  bot_sessions: BotSessionsTable
  broadcast_recipients: BroadcastRecipientsTable
  broadcasts: BroadcastsTable
  broadcasts_by_day: BroadcastsByDayTable
  calls: CallsTable
  canned_replies: CannedRepliesTable
  channel_pace: ChannelPaceTable
  channels: ChannelsTable
  closed_days: ClosedDaysTable
  contact_merges: ContactMergesTable
  contacts: ContactsTable
  contacts_by_day: ContactsByDayTable
  contacts_by_month: ContactsByMonthTable
  conversations: ConversationsTable
  conversations_by_day: ConversationsByDayTable
  conversations_by_month: ConversationsByMonthTable
  conversions: ConversionsTable
  conversions_by_day: ConversionsByDayTable
  counters: CountersTable
  deliveries: DeliveriesTable
  drafts: DraftsTable
  early_statuses: EarlyStatusesTable
  failures: FailuresTable
  failures_by_day: FailuresByDayTable
  failures_by_month: FailuresByMonthTable
  labels: LabelsTable
  macros: MacrosTable
  mentions: MentionsTable
  messages: MessagesTable
  messages_by_day: MessagesByDayTable
  opt_outs: OptOutsTable
  outgoing: OutgoingTable
  participants: ParticipantsTable
  ratings: RatingsTable
  ratings_by_day: RatingsByDayTable
  ratings_by_month: RatingsByMonthTable
  reads: ReadsTable
  replies: RepliesTable
  replies_by_day: RepliesByDayTable
  replies_by_month: RepliesByMonthTable
  reply_spread_by_day: ReplySpreadByDayTable
  reply_spread_by_month: ReplySpreadByMonthTable
  resolutions: ResolutionsTable
  resolutions_by_day: ResolutionsByDayTable
  settings: SettingsTable
  sla_policies: SlaPoliciesTable
  team_members: TeamMembersTable
  teams: TeamsTable
  templates: TemplatesTable
  tickets: TicketsTable
  tickets_by_day: TicketsByDayTable
  webchat_mails: WebchatMailsTable
  webchat_threads: WebchatThreadsTable
  webchat_visitors: WebchatVisitorsTable
}

/** The transaction, narrowed to the tables of schema `inbox`. */
export function inboxTables(tx: Tx): Kysely<InboxTables> {
  return tx.withSchema('inbox')
}

-- The inbox: channels, the people who write on them, conversations, messages and what became of each.

create schema inbox;

-- A way to write to us: one WhatsApp number, one SMS number, one mailbox, one web chat, one telephone line.
create table inbox.channels (
  org_id uuid not null,
  id uuid not null,
  kind text not null constraint channels_kind_check check (kind in ('whatsapp', 'sms', 'email', 'webchat', 'phone')),
  name text not null,
  -- The number in E.164, the mail address, or empty for the web chat.
  address text not null default '',
  -- The vendor's own ids and addresses; never a secret.
  settings jsonb not null default '{}',
  -- Tokens and passwords, in a secret box.
  secrets text,
  is_active boolean not null default true,
  last_received_at timestamptz,
  last_sent_at timestamptz,
  last_error text,
  last_error_at timestamptz,
  created_at timestamptz not null,
  deleted_at timestamptz,
  constraint channels_pkey primary key (org_id, id)
);
select core.make_tenant('inbox.channels');

-- Somebody as one channel knows them. Several contacts may be one client.
create table inbox.contacts (
  org_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  -- The vendor's id of the person: wa_id, number, mail address, visitor key.
  platform_user_id text not null,
  name text not null,
  phone text,
  email text,
  client_id uuid,
  -- Set when this contact was merged into another; taken back when they are split.
  merged_into uuid,
  first_seen_at timestamptz not null,
  last_incoming_at timestamptz,
  constraint contacts_pkey primary key (org_id, id),
  constraint contacts_platform_key unique (org_id, channel_id, platform_user_id),
  constraint contacts_channel_fkey foreign key (org_id, channel_id) references inbox.channels (org_id, id) on delete cascade
);
create index contacts_of_client on inbox.contacts (org_id, client_id);
create index contacts_search on inbox.contacts using gin
  ((name || ' ' || coalesce(phone, '') || ' ' || coalesce(email, '')) gin_trgm_ops);
select core.make_tenant('inbox.contacts');

-- Merges of contacts with what was before, so that each can be taken back.
create table inbox.contact_merges (
  org_id uuid not null,
  id uuid not null,
  kept_id uuid not null,
  merged_id uuid not null,
  -- client_id and conversations of the merged contact before.
  before jsonb not null,
  merged_at timestamptz not null,
  merged_by text not null,
  undone_at timestamptz,
  constraint contact_merges_pkey primary key (org_id, id),
  constraint contact_merges_kept_fkey foreign key (org_id, kept_id) references inbox.contacts (org_id, id) on delete cascade,
  constraint contact_merges_merged_fkey foreign key (org_id, merged_id) references inbox.contacts (org_id, id) on delete cascade
);
create index contact_merges_of_kept on inbox.contact_merges (org_id, kept_id);
select core.make_tenant('inbox.contact_merges');

-- Who does not want messages on a kind of channel. The address, so that it holds for whoever writes from there.
create table inbox.opt_outs (
  org_id uuid not null,
  channel_kind text not null,
  address text not null,
  -- What they wrote, or who set it.
  reason text not null,
  at timestamptz not null,
  constraint opt_outs_pkey primary key (org_id, channel_kind, address)
);
select core.make_tenant('inbox.opt_outs');

-- Groups of members that conversations are given to.
create table inbox.teams (
  org_id uuid not null,
  id uuid not null,
  name text not null,
  created_at timestamptz not null,
  deleted_at timestamptz,
  constraint teams_pkey primary key (org_id, id)
);
select core.make_tenant('inbox.teams');

create table inbox.team_members (
  org_id uuid not null,
  team_id uuid not null,
  member_id uuid not null,
  constraint team_members_pkey primary key (org_id, team_id, member_id),
  constraint team_members_team_fkey foreign key (org_id, team_id) references inbox.teams (org_id, id) on delete cascade
);
select core.make_tenant('inbox.team_members');

-- How soon we promise to answer. The first active policy that fits, by position, counts.
create table inbox.sla_policies (
  org_id uuid not null,
  id uuid not null,
  name text not null,
  position int not null,
  -- Null: every channel kind, every priority.
  channel_kind text,
  priority text,
  first_minutes int,
  next_minutes int,
  resolution_minutes int,
  -- Minutes of business hours (holidays are closed), or of real time.
  in_business_hours boolean not null default true,
  is_active boolean not null default true,
  created_at timestamptz not null,
  constraint sla_policies_pkey primary key (org_id, id)
);
select core.make_tenant('inbox.sla_policies');

create table inbox.conversations (
  org_id uuid not null,
  id uuid not null,
  number int not null,
  channel_id uuid not null,
  contact_id uuid not null,
  client_id uuid,
  subject text not null default '',
  status text not null default 'open' constraint conversations_status_check check (status in ('open', 'snoozed', 'resolved')),
  assignee_id uuid,
  team_id uuid,
  priority text not null default 'normal' constraint conversations_priority_check check (priority in ('urgent', 'high', 'normal', 'low')),
  labels text[] not null default '{}',
  snoozed_until timestamptz,
  opened_at timestamptz not null,
  -- The contact's first conversation ever, so a new customer.
  is_first boolean not null default false,
  last_message_at timestamptz not null,
  last_incoming_at timestamptz,
  -- The latest message in one line, and who wrote it (author_kind).
  last_preview text not null default '',
  last_author text not null default 'contact',
  message_count int not null default 0,
  -- Since when the customer waits for a person or the bot; null when it is their turn.
  waiting_since timestamptz,
  sla_policy_id uuid,
  -- When the answer that is owed now falls due (first or next response).
  due_at timestamptz,
  first_due_at timestamptz,
  first_reply_at timestamptz,
  first_reply_by uuid,
  -- Waiting for the first reply in real time and in business hours; a bot's reply counts, an auto-reply does not.
  first_reply_ms bigint,
  first_reply_open_ms bigint,
  first_sla text not null default 'none' constraint conversations_first_sla_check check (first_sla in ('none', 'pending', 'met', 'breached')),
  resolution_due_at timestamptz,
  resolution_sla text not null default 'none' constraint conversations_resolution_sla_check check (resolution_sla in ('none', 'pending', 'met', 'breached')),
  resolved_at timestamptz,
  resolved_by uuid,
  reopened_count int not null default 0,
  -- Who did the talking: nobody yet, the bot alone, people alone, the bot and then people.
  handled_by text not null default 'nobody' constraint conversations_handled_by_check check (handled_by in ('nobody', 'bot', 'agent', 'both')),
  bot_state text not null default 'none' constraint conversations_bot_state_check check (bot_state in ('none', 'running', 'solved', 'escalated', 'dropped')),
  -- The mail thread's first Message-ID, for threading.
  thread_ref text,
  constraint conversations_pkey primary key (org_id, id),
  constraint conversations_number_key unique (org_id, number),
  constraint conversations_channel_fkey foreign key (org_id, channel_id) references inbox.channels (org_id, id) on delete cascade,
  constraint conversations_contact_fkey foreign key (org_id, contact_id) references inbox.contacts (org_id, id) on delete cascade
);
-- The work at hand is small whatever the history: sorted and filtered in memory.
create index conversations_unresolved on inbox.conversations (org_id, id) where status <> 'resolved';
create index conversations_by_opened on inbox.conversations (org_id, opened_at);
create index conversations_of_contact on inbox.conversations (org_id, contact_id, opened_at desc);
create index conversations_of_client on inbox.conversations (org_id, client_id, opened_at desc);
select core.make_tenant('inbox.conversations');

-- Everything said in a conversation, private notes and events (assigned, resolved …) included.
create table inbox.messages (
  org_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  channel_id uuid not null,
  direction text not null constraint messages_direction_check check (direction in ('in', 'out', 'internal')),
  author_kind text not null constraint messages_author_kind_check check (author_kind in
    ('contact', 'agent', 'bot', 'auto_reply', 'broadcast', 'system')),
  -- The member who wrote it.
  author_id uuid,
  kind text not null constraint messages_kind_check check (kind in
    ('text', 'image', 'document', 'audio', 'video', 'sticker', 'location', 'contacts', 'interactive', 'reaction',
     'template', 'email', 'call', 'note', 'event', 'unknown')),
  body text not null default '',
  -- By kind: coordinates, contacts, buttons, the sanitised HTML of a mail, a call's facts, an event's facts, the raw
  -- content of what we do not know.
  data jsonb not null default '{}',
  -- The vendor's id of the message, and of the message it answers.
  provider_ref text,
  reply_to_ref text,
  status text not null constraint messages_status_check check (status in
    ('received', 'queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'cancelled', 'internal')),
  template_id uuid,
  broadcast_id uuid,
  -- What the vendor charges, minor units.
  price_amount bigint,
  created_at timestamptz not null,
  sent_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz,
  failed_at timestamptz,
  failure_code text,
  failure_title text,
  failure_category text,
  constraint messages_pkey primary key (org_id, id),
  constraint messages_provider_key unique (org_id, channel_id, provider_ref),
  constraint messages_conversation_fkey foreign key (org_id, conversation_id) references inbox.conversations (org_id, id) on delete cascade
);
create index messages_of_conversation on inbox.messages (org_id, conversation_id, created_at, id);
create index messages_by_time on inbox.messages (org_id, created_at);
create index messages_search on inbox.messages using gin (body gin_trgm_ops) where direction <> 'internal' or kind = 'note';
select core.make_tenant('inbox.messages');

create table inbox.attachments (
  org_id uuid not null,
  id uuid not null,
  -- Null while the message it belongs to is being written.
  message_id uuid,
  conversation_id uuid,
  name text not null,
  media_type text not null,
  bytes bigint not null default 0,
  storage_key text,
  -- The vendor's id of the file, to fetch it by.
  provider_ref text,
  status text not null default 'stored' constraint attachments_status_check check (status in ('waiting', 'stored', 'failed')),
  error text,
  created_at timestamptz not null,
  constraint attachments_pkey primary key (org_id, id),
  constraint attachments_message_fkey foreign key (org_id, message_id) references inbox.messages (org_id, id) on delete cascade
);
create index attachments_of_message on inbox.attachments (org_id, message_id);
select core.make_tenant('inbox.attachments');

-- What a vendor posted, as it came. Kept, so that nothing is lost and anything can be worked again.
create table inbox.deliveries (
  org_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  body text not null,
  received_at timestamptz not null,
  processed_at timestamptz,
  -- What became of it in one line, or why it could not be worked.
  outcome text,
  constraint deliveries_pkey primary key (org_id, id),
  constraint deliveries_channel_fkey foreign key (org_id, channel_id) references inbox.channels (org_id, id) on delete cascade
);
create index deliveries_waiting on inbox.deliveries (org_id, id) where processed_at is null;
create index deliveries_recent on inbox.deliveries (org_id, received_at desc);
select core.make_tenant('inbox.deliveries');

-- States that a vendor told before we knew the message's vendor id.
create table inbox.early_statuses (
  org_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  provider_ref text not null,
  facts jsonb not null,
  at timestamptz not null,
  constraint early_statuses_pkey primary key (org_id, id)
);
create index early_statuses_by_ref on inbox.early_statuses (org_id, channel_id, provider_ref);
select core.make_tenant('inbox.early_statuses');

-- Messages on their way out, in order. Beside the messages, so that the plan of tries stays out of their indexes.
create table inbox.outgoing (
  org_id uuid not null,
  message_id uuid not null,
  channel_id uuid not null,
  conversation_id uuid not null,
  -- Position in the queue.
  seq bigint generated always as identity,
  attempts int not null default 0,
  next_try_at timestamptz not null,
  queued_at timestamptz not null,
  constraint outgoing_pkey primary key (org_id, message_id),
  constraint outgoing_message_fkey foreign key (org_id, message_id) references inbox.messages (org_id, id) on delete cascade
);
create index outgoing_of_channel on inbox.outgoing (org_id, channel_id, seq);
select core.make_tenant('inbox.outgoing');

-- Messages that could not be delivered: what a person has to look at.
create table inbox.failures (
  org_id uuid not null,
  message_id uuid not null,
  channel_id uuid not null,
  conversation_id uuid not null,
  failed_at timestamptz not null,
  code text not null,
  title text not null,
  category text not null constraint failures_category_check check (category in
    ('window_closed', 'bad_number', 'opted_out', 'blocked', 'rate_limited', 'template', 'media', 'auth', 'spam', 'network', 'unknown')),
  -- What was done about it: sent again, by another channel, or left.
  handled_at timestamptz,
  handled_how text,
  constraint failures_pkey primary key (org_id, message_id),
  constraint failures_message_fkey foreign key (org_id, message_id) references inbox.messages (org_id, id) on delete cascade
);
create index failures_recent on inbox.failures (org_id, failed_at desc);
select core.make_tenant('inbox.failures');

-- One row each time a waiting customer got an answer (from a person or the bot).
create table inbox.replies (
  org_id uuid not null,
  -- The answering message.
  id uuid not null,
  conversation_id uuid not null,
  channel_id uuid not null,
  -- Null: the bot.
  agent_id uuid,
  waited_from timestamptz not null,
  replied_at timestamptz not null,
  wait_ms bigint not null,
  wait_open_ms bigint not null,
  is_first boolean not null,
  -- Null: nothing was promised.
  is_within boolean,
  constraint replies_pkey primary key (org_id, id),
  constraint replies_conversation_fkey foreign key (org_id, conversation_id) references inbox.conversations (org_id, id) on delete cascade
);
create index replies_by_time on inbox.replies (org_id, replied_at);
create index replies_of_agent on inbox.replies (org_id, agent_id, replied_at);
select core.make_tenant('inbox.replies');

-- One row each time a conversation was resolved.
create table inbox.resolutions (
  org_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  channel_id uuid not null,
  -- Null: the bot or the product itself.
  agent_id uuid,
  by_kind text not null constraint resolutions_by_kind_check check (by_kind in ('agent', 'bot', 'system')),
  resolved_at timestamptz not null,
  took_ms bigint not null,
  took_open_ms bigint not null,
  -- Set when it was opened again.
  reopened_at timestamptz,
  constraint resolutions_pkey primary key (org_id, id),
  constraint resolutions_conversation_fkey foreign key (org_id, conversation_id) references inbox.conversations (org_id, id) on delete cascade
);
create index resolutions_by_time on inbox.resolutions (org_id, resolved_at desc, id desc);
create index resolutions_of_conversation on inbox.resolutions (org_id, conversation_id);
select core.make_tenant('inbox.resolutions');

-- How far each member has read.
create table inbox.reads (
  org_id uuid not null,
  conversation_id uuid not null,
  member_id uuid not null,
  read_until timestamptz not null,
  constraint reads_pkey primary key (org_id, conversation_id, member_id),
  constraint reads_conversation_fkey foreign key (org_id, conversation_id) references inbox.conversations (org_id, id) on delete cascade
);
select core.make_tenant('inbox.reads');

create table inbox.participants (
  org_id uuid not null,
  conversation_id uuid not null,
  member_id uuid not null,
  since timestamptz not null,
  constraint participants_pkey primary key (org_id, conversation_id, member_id),
  constraint participants_conversation_fkey foreign key (org_id, conversation_id) references inbox.conversations (org_id, id) on delete cascade
);
select core.make_tenant('inbox.participants');

-- Members named in a private note.
create table inbox.mentions (
  org_id uuid not null,
  message_id uuid not null,
  member_id uuid not null,
  conversation_id uuid not null,
  at timestamptz not null,
  seen_at timestamptz,
  constraint mentions_pkey primary key (org_id, message_id, member_id),
  constraint mentions_message_fkey foreign key (org_id, message_id) references inbox.messages (org_id, id) on delete cascade
);
create index mentions_of_member on inbox.mentions (org_id, member_id, at desc);
select core.make_tenant('inbox.mentions');

create table inbox.drafts (
  org_id uuid not null,
  conversation_id uuid not null,
  member_id uuid not null,
  mode text not null constraint drafts_mode_check check (mode in ('reply', 'note')),
  body text not null,
  updated_at timestamptz not null,
  constraint drafts_pkey primary key (org_id, conversation_id, member_id),
  constraint drafts_conversation_fkey foreign key (org_id, conversation_id) references inbox.conversations (org_id, id) on delete cascade
);
select core.make_tenant('inbox.drafts');

create table inbox.labels (
  org_id uuid not null,
  id uuid not null,
  name text not null,
  colour text not null,
  constraint labels_pkey primary key (org_id, id),
  constraint labels_name_key unique (org_id, name)
);
select core.make_tenant('inbox.labels');

create table inbox.canned_replies (
  org_id uuid not null,
  id uuid not null,
  -- What follows the slash.
  shortcut text not null,
  title text not null,
  body text not null,
  updated_at timestamptz not null,
  constraint canned_replies_pkey primary key (org_id, id),
  constraint canned_replies_shortcut_key unique (org_id, shortcut)
);
select core.make_tenant('inbox.canned_replies');

-- Several steps at once: reply, label, assign, priority, snooze, resolve.
create table inbox.macros (
  org_id uuid not null,
  id uuid not null,
  name text not null,
  steps jsonb not null,
  updated_at timestamptz not null,
  constraint macros_pkey primary key (org_id, id)
);
select core.make_tenant('inbox.macros');

-- Who gets a new conversation. The first active rule that fits, by position, counts.
create table inbox.assignment_rules (
  org_id uuid not null,
  id uuid not null,
  name text not null,
  position int not null,
  channel_kind text,
  how text not null constraint assignment_rules_how_check check (how in ('round_robin', 'least_busy')),
  team_id uuid not null,
  -- Only people who are online; with nobody online the conversation waits in the team.
  only_online boolean not null default true,
  only_open_hours boolean not null default false,
  -- The member who got the latest one.
  last_member_id uuid,
  is_active boolean not null default true,
  constraint assignment_rules_pkey primary key (org_id, id),
  constraint assignment_rules_team_fkey foreign key (org_id, team_id) references inbox.teams (org_id, id) on delete cascade
);
select core.make_tenant('inbox.assignment_rules');

create table inbox.tickets (
  org_id uuid not null,
  id uuid not null,
  number int not null,
  title text not null,
  conversation_id uuid,
  client_id uuid,
  priority text not null constraint tickets_priority_check check (priority in ('urgent', 'high', 'normal', 'low')),
  status text not null constraint tickets_status_check check (status in ('open', 'pending', 'resolved')),
  assignee_id uuid,
  created_at timestamptz not null,
  created_by text not null,
  resolved_at timestamptz,
  resolved_by uuid,
  constraint tickets_pkey primary key (org_id, id),
  constraint tickets_number_key unique (org_id, number)
);
create index tickets_unresolved on inbox.tickets (org_id, id) where status <> 'resolved';
create index tickets_by_created on inbox.tickets (org_id, created_at);
create index tickets_by_resolved on inbox.tickets (org_id, resolved_at) where resolved_at is not null;
create index tickets_of_conversation on inbox.tickets (org_id, conversation_id);
create index tickets_of_client on inbox.tickets (org_id, client_id, created_at desc);
select core.make_tenant('inbox.tickets');

-- Whether somebody is there. One row per member; the history is in agent_spells.
create table inbox.agents (
  org_id uuid not null,
  member_id uuid not null,
  status text not null constraint agents_status_check check (status in ('online', 'busy', 'away', 'offline')),
  since timestamptz not null,
  seen_at timestamptz not null,
  -- Most conversations that rules give to this person at a time.
  capacity int not null default 10,
  constraint agents_pkey primary key (org_id, member_id)
);
select core.make_tenant('inbox.agents');

-- Time in each state. The running spell has no end.
create table inbox.agent_spells (
  org_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  state text not null constraint agent_spells_state_check check (state in ('online', 'busy', 'away', 'offline')),
  starts_at timestamptz not null,
  ends_at timestamptz,
  constraint agent_spells_pkey primary key (org_id, id)
);
create index agent_spells_of_member on inbox.agent_spells (org_id, member_id, starts_at desc);
create index agent_spells_by_start on inbox.agent_spells (org_id, starts_at);
select core.make_tenant('inbox.agent_spells');

-- What each person did: status changes and acts in conversations (INBX-025).
create table inbox.agent_activity (
  org_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  at timestamptz not null,
  action text not null,
  conversation_id uuid,
  constraint agent_activity_pkey primary key (org_id, id)
);
create index agent_activity_of_member on inbox.agent_activity (org_id, member_id, at desc);
select core.make_tenant('inbox.agent_activity');

-- "How did we do?" One row per question asked.
create table inbox.ratings (
  org_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  channel_id uuid not null,
  agent_id uuid,
  handled_by text not null,
  asked_at timestamptz not null,
  -- 1 to 5.
  score int constraint ratings_score_check check (score between 1 and 5),
  comment text not null default '',
  answered_at timestamptz,
  constraint ratings_pkey primary key (org_id, id),
  constraint ratings_conversation_fkey foreign key (org_id, conversation_id) references inbox.conversations (org_id, id) on delete cascade
);
create index ratings_by_answer on inbox.ratings (org_id, answered_at) where answered_at is not null;
create index ratings_of_conversation on inbox.ratings (org_id, conversation_id);
select core.make_tenant('inbox.ratings');

-- Texts that WhatsApp approves before they may open a conversation; for SMS and mail they need no approval.
create table inbox.templates (
  org_id uuid not null,
  id uuid not null,
  channel_kind text not null,
  channel_id uuid,
  name text not null,
  language text not null,
  category text not null constraint templates_category_check check (category in ('utility', 'marketing', 'authentication')),
  subject text not null default '',
  body text not null,
  footer text not null default '',
  buttons jsonb not null default '[]',
  status text not null constraint templates_status_check check (status in ('draft', 'submitted', 'approved', 'rejected', 'paused')),
  reason text,
  provider_ref text,
  version int not null default 1,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  constraint templates_pkey primary key (org_id, id)
);
select core.make_tenant('inbox.templates');

create table inbox.auto_replies (
  org_id uuid not null,
  id uuid not null,
  occasion text not null constraint auto_replies_occasion_check check (occasion in ('greeting', 'out_of_hours', 'waiting')),
  channel_kind text,
  body text not null,
  -- For `waiting`: after how long without an answer.
  after_minutes int,
  is_active boolean not null default true,
  updated_at timestamptz not null,
  constraint auto_replies_pkey primary key (org_id, id)
);
select core.make_tenant('inbox.auto_replies');

-- What the bot does, as data.
create table inbox.bot_flows (
  org_id uuid not null,
  id uuid not null,
  name text not null,
  -- Nodes and their ways; see contract/bot.ts.
  definition jsonb not null,
  version int not null default 1,
  is_active boolean not null default true,
  position int not null,
  updated_at timestamptz not null,
  constraint bot_flows_pkey primary key (org_id, id)
);
select core.make_tenant('inbox.bot_flows');

create table inbox.bot_intents (
  org_id uuid not null,
  id uuid not null,
  name text not null,
  examples text[] not null,
  flow_id uuid,
  updated_at timestamptz not null,
  constraint bot_intents_pkey primary key (org_id, id),
  constraint bot_intents_name_key unique (org_id, name)
);
select core.make_tenant('inbox.bot_intents');

-- One conversation with the bot.
create table inbox.bot_sessions (
  org_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  channel_id uuid not null,
  flow_id uuid,
  intent text not null default '',
  confidence real,
  started_at timestamptz not null,
  ended_at timestamptz,
  outcome text not null default 'running' constraint bot_sessions_outcome_check check (outcome in ('running', 'solved', 'escalated', 'dropped')),
  -- Why it was handed over, or where the customer left.
  reason text not null default '',
  node text not null default '',
  answers jsonb not null default '{}',
  message_count int not null default 0,
  constraint bot_sessions_pkey primary key (org_id, id),
  constraint bot_sessions_conversation_fkey foreign key (org_id, conversation_id) references inbox.conversations (org_id, id) on delete cascade
);
create index bot_sessions_by_start on inbox.bot_sessions (org_id, started_at);
create index bot_sessions_of_conversation on inbox.bot_sessions (org_id, conversation_id);
select core.make_tenant('inbox.bot_sessions');

create table inbox.broadcasts (
  org_id uuid not null,
  id uuid not null,
  name text not null,
  channel_id uuid not null,
  template_id uuid not null,
  -- The filter that chose the people, and how each variable is filled.
  audience jsonb not null,
  variables jsonb not null default '{}',
  status text not null constraint broadcasts_status_check check (status in ('draft', 'scheduled', 'running', 'stopped', 'done')),
  scheduled_at timestamptz,
  per_minute int not null default 60,
  -- A conversion within so many days after the message is credited to it, if it was the last one.
  credit_days int not null default 7,
  created_by text not null,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  constraint broadcasts_pkey primary key (org_id, id),
  constraint broadcasts_channel_fkey foreign key (org_id, channel_id) references inbox.channels (org_id, id) on delete cascade
);
select core.make_tenant('inbox.broadcasts');

create table inbox.broadcast_recipients (
  org_id uuid not null,
  id uuid not null,
  broadcast_id uuid not null,
  client_id uuid,
  address text not null,
  name text not null,
  variables jsonb not null default '{}',
  -- `skipped`: opted out, no valid number, twice in the list. What became of a sent one stands in its message.
  state text not null constraint broadcast_recipients_state_check check (state in ('waiting', 'queued', 'skipped')),
  reason text not null default '',
  message_id uuid,
  constraint broadcast_recipients_pkey primary key (org_id, id),
  constraint broadcast_recipients_address_key unique (org_id, broadcast_id, address),
  constraint broadcast_recipients_broadcast_fkey foreign key (org_id, broadcast_id) references inbox.broadcasts (org_id, id) on delete cascade
);
create index broadcast_recipients_of_message on inbox.broadcast_recipients (org_id, message_id) where message_id is not null;
select core.make_tenant('inbox.broadcast_recipients');

-- What came of talking: a lead (a new client out of a conversation) or a booking.
create table inbox.conversions (
  org_id uuid not null,
  id uuid not null,
  kind text not null constraint conversions_kind_check check (kind in ('lead', 'booking')),
  at timestamptz not null,
  client_id uuid not null,
  conversation_id uuid,
  broadcast_id uuid,
  channel_id uuid,
  agent_id uuid,
  -- The booking's price, minor units; null for a lead.
  amount bigint,
  -- The appointment or client; once each.
  ref_id uuid not null,
  cancelled_at timestamptz,
  constraint conversions_pkey primary key (org_id, id),
  constraint conversions_ref_key unique (org_id, kind, ref_id)
);
create index conversions_by_time on inbox.conversions (org_id, at);
select core.make_tenant('inbox.conversions');

-- How the inbox works here: one row per organisation; defaults live in the contract.
create table inbox.settings (
  org_id uuid not null constraint settings_pkey primary key,
  settings jsonb not null,
  updated_at timestamptz not null
);
select core.make_tenant('inbox.settings');

-- Search over everything that was said, newest first, and over names. Row-level security would turn the trigram index
-- off (ILIKE is not leakproof), so these read-only functions filter on the organisation themselves.
create function inbox.search_messages(org uuid, needle text, most int) returns table (conversation_id uuid, message_id uuid, at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select m.conversation_id, m.id, m.created_at from inbox.messages m
  where m.org_id = org and org = current_setting('app.org_id')::uuid
    and (m.direction <> 'internal' or m.kind = 'note')
    and m.body ilike '%' || needle || '%'
  order by m.created_at desc limit most
$$;
create function inbox.search_contacts(org uuid, needle text, most int) returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select c.id from inbox.contacts c
  where c.org_id = org and org = current_setting('app.org_id')::uuid
    and (c.name || ' ' || coalesce(c.phone, '') || ' ' || coalesce(c.email, '')) ilike '%' || needle || '%'
  order by c.last_incoming_at desc nulls last limit most
$$;

-- The next human number of the organisation's conversations or tickets.
create table inbox.counters (
  org_id uuid not null,
  name text not null,
  last_number int not null,
  constraint counters_pkey primary key (org_id, name)
);
select core.make_tenant('inbox.counters');

-- Visitors of web chats, and telephone calls.

-- Somebody's browser on a site with our chat. The key is kept there; here only its hash.
create table inbox.webchat_visitors (
  org_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  -- SHA-256 of the key, in hex.
  key_hash text not null,
  -- What they told of themselves.
  name text not null default '',
  email text,
  phone text,
  -- The page they were on last.
  page text not null default '',
  first_seen_at timestamptz not null,
  -- How far they have read.
  read_at timestamptz,
  constraint webchat_visitors_pkey primary key (org_id, id),
  constraint webchat_visitors_key unique (org_id, channel_id, key_hash),
  constraint webchat_visitors_channel_fkey foreign key (org_id, channel_id) references inbox.channels (org_id, id) on delete cascade
);
select core.make_tenant('inbox.webchat_visitors');

-- Which conversations a visitor may read: those they wrote in themselves, whatever becomes of their contact.
create table inbox.webchat_threads (
  org_id uuid not null,
  visitor_id uuid not null,
  conversation_id uuid not null,
  since timestamptz not null,
  constraint webchat_threads_pkey primary key (org_id, visitor_id, conversation_id),
  constraint webchat_threads_visitor_fkey foreign key (org_id, visitor_id) references inbox.webchat_visitors (org_id, id) on delete cascade,
  constraint webchat_threads_conversation_fkey foreign key (org_id, conversation_id) references inbox.conversations (org_id, id) on delete cascade
);
create index webchat_threads_of_conversation on inbox.webchat_threads (org_id, conversation_id);
select core.make_tenant('inbox.webchat_threads');

-- One telephone call; its message in the thread shows the same facts.
create table inbox.calls (
  org_id uuid not null,
  -- The message that shows it.
  id uuid not null,
  channel_id uuid not null,
  conversation_id uuid not null,
  -- The vendor's id of the call.
  provider_ref text not null,
  state text not null constraint calls_state_check check (state in ('ringing', 'answered', 'completed', 'missed', 'voicemail')),
  -- The other party, E.164; empty when the number was withheld.
  number text not null,
  started_at timestamptz not null,
  -- When somebody of the office began to talk, and their mail address where the provider knows it.
  answered_at timestamptz,
  answered_by text,
  ended_at timestamptz,
  -- How long they talked.
  duration_seconds int,
  recording_seconds int,
  constraint calls_pkey primary key (org_id, id),
  constraint calls_provider_key unique (org_id, channel_id, provider_ref),
  constraint calls_message_fkey foreign key (org_id, id) references inbox.messages (org_id, id) on delete cascade
);
create index calls_by_time on inbox.calls (org_id, started_at);
select core.make_tenant('inbox.calls');

-- Mails of one thread find each other by its first Message-ID, also when they come in the wrong order.
create index conversations_of_thread on inbox.conversations (org_id, thread_ref) where thread_ref is not null;

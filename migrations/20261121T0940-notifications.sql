-- Messages to people: what they say, and what became of each.

create schema notifications;

-- An organisation's own texts. The defaults live in code; a row without text says that the default is in use
-- again, and keeps counting versions.
create table notifications.templates (
  org_id uuid not null,
  id uuid not null,
  key text not null,
  channel text not null constraint templates_channel_check check (channel in ('email')),
  version int not null,
  subject text,
  mjml_body text,
  -- MJML compiled when it was saved; Liquid is still inside.
  compiled_html text,
  updated_at timestamptz not null,
  updated_by text not null,
  constraint templates_pkey primary key (org_id, id),
  constraint templates_key_key unique (org_id, key, channel)
);
select core.make_tenant('notifications.templates');

create table notifications.messages (
  org_id uuid not null,
  id uuid not null,
  -- What the message is for, once: the event that asked for it and the template.
  dedupe_key text not null,
  template_key text not null,
  -- 0 is the text that comes with Frontdesk.
  template_version int not null,
  channel text not null constraint messages_channel_check check (channel in ('email')),
  to_name text not null,
  to_address text not null,
  subject text not null,
  -- Null once a message with a personal link was sent: the link is its reader's secret.
  html text,
  body_text text,
  is_secret boolean not null default false,
  client_id uuid,
  subject_type text,
  subject_id uuid,
  status text not null constraint messages_status_check check (status in
    ('queued', 'sending', 'sent', 'failed', 'outbox', 'discarded')),
  attempts int not null default 0,
  next_try_at timestamptz,
  last_error text,
  provider_ref text,
  created_at timestamptz not null,
  sent_at timestamptz,
  constraint messages_pkey primary key (org_id, id),
  constraint messages_dedupe_key unique (org_id, dedupe_key)
);
create index messages_recent on notifications.messages (org_id, created_at desc, id desc);
create index messages_of_client on notifications.messages (org_id, client_id, created_at desc);
create index messages_of_subject on notifications.messages (org_id, subject_id, created_at desc);
select core.make_tenant('notifications.messages');

-- Messages whose sending is not over. Beside the messages, so that their status stays out of every index.
create table notifications.unfinished (
  org_id uuid not null,
  message_id uuid not null,
  is_failed boolean not null default false,
  since timestamptz not null,
  constraint unfinished_pkey primary key (org_id, message_id),
  constraint unfinished_message_fkey foreign key (org_id, message_id)
    references notifications.messages (org_id, id) on delete cascade
);
select core.make_tenant('notifications.unfinished');

-- Search by receiver or subject. Row-level security would turn the trigram index off (ILIKE is not leakproof),
-- so this read-only function filters on the organisation itself.
create index messages_search on notifications.messages using gin
  ((to_name || ' ' || to_address || ' ' || subject) gin_trgm_ops);
create function notifications.search_messages(org uuid, needle text, most int) returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select m.id from notifications.messages m
  where m.org_id = org and org = current_setting('app.org_id')::uuid
    and (m.to_name || ' ' || m.to_address || ' ' || m.subject) ilike '%' || needle || '%'
  order by m.created_at desc limit most
$$;

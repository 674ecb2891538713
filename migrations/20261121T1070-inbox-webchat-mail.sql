-- Answers that a visitor of a web chat did not see go to them by mail, once.
alter table inbox.webchat_threads add column mailed_until timestamptz;

create table inbox.webchat_mails (
  org_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  visitor_id uuid not null,
  -- The mailbox that it leaves from.
  channel_id uuid not null,
  address text not null,
  message_ids uuid[] not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  -- The mail's Message-ID.
  provider_ref text,
  -- Why it never left, or need not.
  dropped text,
  constraint webchat_mails_pkey primary key (org_id, id),
  constraint webchat_mails_thread_fkey foreign key (org_id, visitor_id, conversation_id)
    references inbox.webchat_threads (org_id, visitor_id, conversation_id) on delete cascade
);
create index webchat_mails_of_conversation on inbox.webchat_mails (org_id, conversation_id);
select core.make_tenant('inbox.webchat_mails');

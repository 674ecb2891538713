-- What intake and sending need besides: the form of a delivery, examples of templates, the pace of channels.

-- The content type as it came: forms and JSON look alike to nobody but their reader.
alter table inbox.deliveries add column media_type text not null default 'application/json';

-- What a template's variables may say, in order; WhatsApp asks for it when a template is submitted.
alter table inbox.templates add column examples text[] not null default '{}';

-- How fast each channel may send: a token bucket that all processes share.
create table inbox.channel_pace (
  org_id uuid not null,
  channel_id uuid not null,
  -- Messages that may leave at once, as of `at`.
  tokens real not null,
  at timestamptz not null,
  -- The provider asked us to wait until then.
  paused_until timestamptz,
  constraint channel_pace_pkey primary key (org_id, channel_id),
  constraint channel_pace_channel_fkey foreign key (org_id, channel_id) references inbox.channels (org_id, id) on delete cascade
);
select core.make_tenant('inbox.channel_pace');

-- Deliveries are worked and then only kept: the queue's index and the table's pages are cleaned early.
alter table inbox.deliveries set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05);

-- Broadcasts let everything else pass by.
alter table inbox.outgoing add column is_bulk boolean not null default false;
create index outgoing_in_turn on inbox.outgoing (org_id, channel_id, is_bulk, seq);
create index outgoing_of_conversation on inbox.outgoing (org_id, conversation_id, seq);
drop index inbox.outgoing_of_channel;

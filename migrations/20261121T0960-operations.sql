-- The running of the product itself: outgoing webhooks with every try, alerts; and what each process says of itself.

create schema operations;

create table operations.webhooks (
  org_id uuid not null,
  id uuid not null,
  url text not null,
  description text not null default '',
  -- Names of events, or the one entry '*' for all.
  events text[] not null constraint webhooks_events_check check (cardinality(events) between 1 and 200),
  is_active boolean not null default true,
  -- Encrypted with the installation's secret; shown once when it is made.
  secret_box text not null,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  constraint webhooks_pkey primary key (org_id, id)
);
select core.make_tenant('operations.webhooks');

-- One event for one webhook. A repeat of the listener finds the row and does nothing.
create table operations.webhook_deliveries (
  org_id uuid not null,
  id uuid not null,
  webhook_id uuid not null,
  -- The message id that receivers see; the same on every try, so they can recognise a repeat.
  message_id uuid not null,
  event_name text not null,
  body jsonb not null,
  status text not null constraint webhook_deliveries_status_check check (status in ('waiting', 'delivered', 'failed')),
  tries int not null default 0,
  next_try_at timestamptz,
  created_at timestamptz not null,
  delivered_at timestamptz,
  constraint webhook_deliveries_pkey primary key (org_id, id),
  constraint webhook_deliveries_once unique (org_id, webhook_id, message_id),
  constraint webhook_deliveries_webhook_fkey foreign key (org_id, webhook_id)
    references operations.webhooks (org_id, id) on delete cascade
);
create index webhook_deliveries_recent on operations.webhook_deliveries (org_id, webhook_id, created_at desc, id desc);
create index webhook_deliveries_old on operations.webhook_deliveries (org_id, created_at);
select core.make_tenant('operations.webhook_deliveries');

-- Every try with what came back. Written once, never changed.
create table operations.webhook_tries (
  org_id uuid not null,
  id uuid not null,
  delivery_id uuid not null,
  at timestamptz not null,
  status int,
  ms int not null,
  error text,
  response text,
  constraint webhook_tries_pkey primary key (org_id, id),
  constraint webhook_tries_delivery_fkey foreign key (org_id, delivery_id)
    references operations.webhook_deliveries (org_id, id) on delete cascade
);
create index webhook_tries_of_delivery on operations.webhook_tries (org_id, delivery_id, at);
select core.make_tenant('operations.webhook_tries');

-- Values past their threshold. Open while resolved_at is null; one open alert per key.
create table operations.alerts (
  org_id uuid not null,
  id uuid not null,
  key text not null,
  level text not null constraint alerts_level_check check (level in ('warning', 'critical')),
  title text not null,
  detail text not null,
  raised_at timestamptz not null,
  seen_at timestamptz not null,
  -- Readings in a row that were fine; three of them close the alert.
  clear_readings int not null default 0,
  resolved_at timestamptz,
  constraint alerts_pkey primary key (org_id, id)
);
create unique index alerts_one_open on operations.alerts (org_id, key) where resolved_at is null;
create index alerts_recent on operations.alerts (org_id, raised_at desc, id desc);
select core.make_tenant('operations.alerts');

-- Global on purpose: processes serve every organisation. Rows live for minutes.
create table core.processes (
  id uuid not null,
  role text not null,
  host text not null,
  pid int not null,
  version text not null,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  figures jsonb not null,
  constraint processes_pkey primary key (id)
);

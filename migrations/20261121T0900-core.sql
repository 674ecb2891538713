-- The ground every module stands on: the organisations' directory, tenancy, events, idempotency, counters.

create schema core;

-- Directory of organisations. Global on purpose: a request finds its tenant here before any tenant is set.
create table core.orgs (
  id uuid primary key,
  slug text not null constraint orgs_slug_key unique constraint orgs_slug_check check (slug ~ '^[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?$'),
  name text not null,
  zone text not null,
  is_demo boolean not null default false,
  is_default boolean not null default false,
  created_at timestamptz not null default now()
);
create unique index orgs_one_default on core.orgs (is_default) where is_default;

-- Which organisations a signed-in user belongs to. Global for the same reason.
create table core.user_orgs (
  user_id text not null,
  org_id uuid not null constraint user_orgs_org_fkey references core.orgs (id) on delete cascade,
  member_id uuid not null,
  constraint user_orgs_pkey primary key (user_id, org_id)
);

-- Sets the tenant for the rest of the transaction. SET LOCAL, because set_config never reaches Citus workers.
create function core.set_org(org uuid) returns void language plpgsql as $$
begin
  execute format('set local app.org_id = %L', org);
end $$;

-- Makes a table a tenant table: row-level security with the one policy, room for HOT updates.
create function core.make_tenant(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format(
    'create policy tenant on %s using (org_id = current_setting(''app.org_id'')::uuid) with check (org_id = current_setting(''app.org_id'')::uuid)',
    target
  );
  execute format('alter table %s set (fillfactor = 90)', target);
end $$;

-- Facts the house told itself. The row is the truth; jobs are made from it in the same transaction.
create table core.events (
  org_id uuid not null,
  id uuid not null,
  name text not null,
  payload jsonb not null,
  actor text not null,
  occurred_at timestamptz not null,
  constraint events_pkey primary key (org_id, id)
);
create index events_recent on core.events (org_id, occurred_at desc, id desc);
select core.make_tenant('core.events');

-- Which listener has dealt with which event, so that a repeat does nothing.
create table core.event_deliveries (
  org_id uuid not null,
  event_id uuid not null,
  listener text not null,
  done_at timestamptz not null,
  constraint event_deliveries_pkey primary key (org_id, event_id, listener),
  constraint event_deliveries_event_fkey foreign key (org_id, event_id) references core.events (org_id, id) on delete cascade
);
select core.make_tenant('core.event_deliveries');

-- Answers to requests that carried an idempotency key; written in the command's own transaction.
create table core.idempotency_keys (
  org_id uuid not null,
  key text not null,
  endpoint text not null,
  input_hash text not null,
  status int,
  body jsonb,
  created_at timestamptz not null default now(),
  constraint idempotency_keys_pkey primary key (org_id, key)
);
create index idempotency_keys_old on core.idempotency_keys (org_id, created_at);
select core.make_tenant('core.idempotency_keys');

-- Who changed what: one row per change, written by commands.
create table core.audit (
  org_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  actor text not null,
  member_id uuid,
  action text not null,
  record_type text not null,
  record_id text not null,
  summary text not null,
  changes jsonb not null default '{}',
  constraint audit_pkey primary key (org_id, id)
);
create index audit_recent on core.audit (org_id, at desc, id desc);
create index audit_record on core.audit (org_id, record_type, record_id, at desc);
select core.make_tenant('core.audit');

-- Puts a job on the queue from the application role. The only SECURITY DEFINER function: it touches no tenant table.
create function core.enqueue(identifier text, payloads json[], queue text, run_at timestamptz, job_key text, max_attempts int)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  payload json;
begin
  foreach payload in array payloads loop
    perform graphile_worker.add_job(
      identifier => identifier, payload => payload, queue_name => queue, run_at => run_at,
      job_key => job_key, max_attempts => max_attempts, job_key_mode => 'replace'
    );
  end loop;
end $$;
